// What the page names: it starts the app without any script in the page itself. The bundling tool puts addresses and the name of
// the build in, and leaves lines like these out.
//
// First the default policy of trusted types, which every string meets that is to become markup or a script. Markup comes from the
// application's own views and from the square code of an invitation, never from anybody's words, so that refusing is safe. Each
// "<" in it has to begin a tag that runs, loads and sends nothing: after all such tags are taken away, none may be left. A tag as
// it stands here is read alike wherever it stands, for its values hold no "<" and end where they end, and only what parts names in
// markup parts them here: a "\s" would take more for a gap, and what follows that for a value. No "createScript": a string never
// becomes a script.
import init,{hydrate} from "APP_JS";
const TAG=/<!(?:--[\w -]*--)?>|<\/?(?!(?:script|style|i?frame\w*|object|embed|applet|base|meta|link|template|noscript|portal|fencedframe|math|set|animate\w*)\b)[a-z][\w-]*(?:[\t\n\f\r ]+(?:href="(?:\/(?!\/)|#|tel:|https:)[^"<&\\\s]*"|action="\/(?!\/)[^"<&\\\s]*"|(?!(?:on\w*|src\w*|style|href|action|formaction|ping|poster|data|background|values|to|from)(?=[\t\n\f\r =\/>]))[a-z][\w-]*(?:="[^"<]*")?))*[\t\n\f\r ]*\/?>/gi;
window.trustedTypes?.createPolicy("default",{
createHTML:(text)=>text.replace(TAG,"").includes("<")?null:text,
createScriptURL(text){
const {origin,pathname}=new URL(text,location.href);
return origin===location.origin&&(pathname==="/sw.js"||pathname.startsWith("/pkg/"))?text:null;
},
});
// For as long as the tab is open it says that files of this build are still in use.
navigator.locks?.request("BUILD",{mode:"shared"},()=>new Promise(()=>{}));
init({module_or_path:"APP_WASM"}).then(()=>hydrate());
