//! What the disk itself takes to make 4 kB durable: the floor under every durable answer.

use crate::Done;
use crate::report::{Report, percentile};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use tokio::time::Instant;

const TIMES: usize = 200;

pub fn measure(report: &mut Report, data: &Path) -> Done {
    let path = data.join("fsync");
    let mut file = File::create(&path)?;
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begun = Instant::now();
        file.write_all(&[0x5a; 4096])?;
        file.sync_data()?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    std::fs::remove_file(path)?;
    let conditions = "200 × 4 kB appended and synced in the data folder, in the same run";
    for percent in [50, 95] {
        let figure = format!("the disk's own fsync, p{percent}");
        report.say(&figure, percentile(&mut took, percent), "ms", conditions);
    }
    Ok(())
}
