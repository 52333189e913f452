use super::*;

const GOOD: &str = r#"
[[provider]]
id = "kommune"
who = "staff"
name = { da = "Kommunens login", en = "The municipality's sign-in" }
issuer = "https://login.example"
client_id = "familiedialog"
secret_file = "SECRET"
[provider.level]
claim = "acr"
values = { low = "low", medium = "substantial" }
"#;

fn reading(text: &str) -> Result<Vec<Provider>, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "kanariehemmelighed\n").unwrap();
    let path = folder.path().join("oidc.toml");
    std::fs::write(&path, text.replace("SECRET", secret.to_str().unwrap())).unwrap();
    read(&path)
}

#[test]
fn a_house_is_read_with_its_secret() {
    let [house] = reading(GOOD).ok().unwrap().try_into().ok().unwrap();
    assert_eq!((house.id.as_str(), house.who), ("kommune", Who::Staff));
    assert_eq!(house.secret.as_str(), "kanariehemmelighed");
    assert_eq!(house.level.values["medium"], Assurance::Substantial);
}

#[test]
fn a_file_that_would_let_the_wrong_ones_in_is_not_taken() {
    let twice = format!("{GOOD}{GOOD}");
    for (what, text) in [
        ("empty", ""),
        ("two of one id", twice.as_str()),
        ("plain http", &GOOD.replace("https://login", "http://login")),
        ("an id that is a path", &GOOD.replace("\"kommune\"", "\"a/b\"")),
        ("an id of ours", &GOOD.replace("\"kommune\"", "\"connect\"")),
        ("no secret", &GOOD.replace("SECRET", "/nothing/there")),
        ("a secret in the file", &GOOD.replace("secret_file", "secret")),
        (
            "two secrets",
            &GOOD.replace("[provider.level]", "secret_env = \"PATH\"\n[provider.level]"),
        ),
        ("nobody can come in", &GOOD.replace("\"substantial\"", "\"low\"")),
        ("a level we do not know", &GOOD.replace("\"substantial\"", "\"enough\"")),
        ("nobody we know", &GOOD.replace("\"staff\"", "\"all\"")),
        ("a word too many", &GOOD.replace("client_id", "trust_email = true\nclient_id")),
    ] {
        let error = reading(text).err().unwrap_or_else(|| panic!("{what} was taken"));
        assert!(!error.to_string().contains("kanarie"), "{what}: {error}");
    }
}

#[test]
fn low_is_enough_for_a_citizen() {
    let text = GOOD.replace("\"staff\"", "\"citizen\"").replace("\"substantial\"", "\"low\"");
    assert!(reading(&text).is_ok());
}
