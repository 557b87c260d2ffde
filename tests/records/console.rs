//! The pages as an instructor reads them, in both languages.

use crate::cabin::{Answer, Cabin};
use crate::fixture::*;
use anlan_wire::{AttemptId, Record};
use axum::body::Body;
use axum::http::Request;
use sqlx::{Connection, SqliteConnection};
use tempfile::{TempDir, tempdir};

/// A console over a registry that holds the record of this play.
fn cabin(play: &Play) -> (TempDir, Cabin, Record) {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    assert_eq!(cabin.put_bundle(&bundle()).status, 201);
    let record = record(play);
    assert_eq!(cabin.post(&record).status, 201);
    (folder, cabin, record)
}

/// What a page says, without its tags; runs of white space are one space.
pub fn said(answer: &Answer) -> String {
    let html = answer.text();
    let mut text = String::new();
    for part in html.split('<').skip(1) {
        text.push_str(part.split_once('>').unwrap().1);
        text.push(' ');
    }
    let text = text
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&#34;", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
pub fn says(answer: &Answer, sentences: &[&str]) {
    let text = said(answer);
    for sentence in sentences {
        assert!(text.contains(sentence), "`{sentence}` is not in:\n{text}");
    }
}

fn page(cabin: &Cabin, record: &Record, language: &str) -> Answer {
    let answer = cabin.get(&format!("/records/{}?lang={language}", record.ticket.attempt));
    assert_eq!(answer.status, 200);
    answer
}

#[test]
fn a_pass_is_told_with_every_reason() {
    let (_folder, cabin, record) = cabin(&perfect());
    says(
        &page(&cabin, &record, "zh-CN"),
        &[
            "阀室燃气泄漏",
            "合格 100 分，达到合格线 80 分；关键步骤全部完成，没有致命错误。",
            "识别隐患 3 / 3",
            "隐患辨识 识别 3/3 个，按风险值 51/51 折算 30 / 30",
            "H1 燃气软管老化开裂 R 20 已识别 0:03 上报",
            "因素 答对 物的因素",
            "控制措施 答对 关阀停用，换金属软管并检漏 替代",
            "H4 窗户检查记录缺失 R 4 未出现 征兆在这次体验里没有出现，不计分。",
            "A1 喝止开关 关键 0:12 完成 按顺序 按时",
            "没有差错。",
            "处置完毕，场景结束",
        ],
    );
    says(
        &page(&cabin, &record, "en"),
        &[
            "Gas leak in a valve room",
            "Passed 100 points, pass mark 80",
            "Hazards found 3 / 3",
            "H3 He reaches for the fan switch when gas is smelt R 15 Found",
            "Control Right Stop him; touch no switch, open doors Elimination",
            "A3 Get everyone out at 0:16 In order In time",
            "No errors.",
        ],
    );
}

#[test]
fn a_failure_is_told_with_every_reason() {
    let (_folder, cabin, record) = cabin(&poor());
    says(
        &page(&cabin, &record, "zh-CN"),
        &[
            "不合格",
            &format!("{} 分，低于合格线 80 分。", record.card.score),
            "H1 燃气软管老化开裂 R 20 已识别 0:21 上报",
            "因素 答错 选了 人的因素 应为 物的因素",
            "H2 总阀被纸箱遮挡 R 16 漏查 0:01 看到了，最长看了 1.2 秒，但没有上报。",
            "征兆 只露出一点黄色手柄 因素 应为 环境因素 控制措施 应为 清走纸箱，保持畅通 消除",
            "H3 闻到气味时小何去开排风 R 15 漏查 从 0:10 起就在场，始终没有看到。",
            "D1 黄色燃气管有支架 误报 0:06 当作隐患上报了。 为什么合规 标色、固定良好、无锈蚀",
            "D2 灭火毯 未误报 看过，没有上报。",
            "另有 2 次把无关的东西当作隐患上报",
            "误报扣分 3 次，每次扣 3 分，最多扣 12 分 −9",
            "超时扣分 比标准用时多 0:30，每满 10 秒扣 1 分，最多扣 5 分 −3",
            "严重差错扣分 1 次，每次扣 15 分 −15",
            "A1 喝止开关 关键 0:30 完成 按顺序 超时",
            "A2 关闭燃气总阀 关键 0:25 完成 顺序不对 按时",
            "A3 组织撤离 没有完成",
            "E2 室内打电话",
            "时间到",
        ],
    );
    says(
        &page(&cabin, &record, "en"),
        &[
            "Not passed",
            "Factor Wrong Chosen Human Right is Equipment or material",
            "H2 Main valve blocked by cartons R 16 Missed Seen at 0:01, looked at for 1.2 s",
            "H3 He reaches for the fan switch when gas is smelt R 15 Missed There from 0:10 on",
            "D1 Yellow gas pipe on brackets False alarm",
            "Why it is compliant Marked, fixed, no rust",
            "A3 Get everyone out Not done",
            "Major error",
        ],
    );
}

#[test]
fn a_fatal_error_and_a_cut_are_told() {
    let (_folder, cabin, fatal_record) = cabin(&fatal());
    says(
        &page(&cabin, &fatal_record, "zh-CN"),
        &[
            "犯了致命错误：自己操作电气开关。",
            "关键步骤没有完成：喝止开关。",
            "致命错误封顶 犯了致命错误，成绩不超过 59 分",
            "发生后果：火花引爆泄漏的燃气",
            "没有控制住，引发了后果。",
            "因素 未作答 应为 环境因素",
        ],
    );
    let cut = record(&cut_off());
    assert_eq!(cabin.post(&cut).status, 201);
    let sentences =
        ["Not judged", "The attempt was not finished", "Cut off by a fault or power cut"];
    says(&page(&cabin, &cut, "en"), &sentences);
    says(&cabin.get("/records?lang=en"), &["2 in all", "Not judged — p-01", "Not passed"]);
}

#[test]
fn the_list_leads_to_every_record() {
    let (_folder, cabin, record) = cabin(&poor());
    let list = cabin.get("/records");
    assert!(list.text().contains(&format!("href=\"/records/{}\"", record.ticket.attempt)));
    let score = record.card.score;
    says(&list, &["共 1 份", &format!("不合格 {score} p-01 阀室燃气泄漏 考核 1 / 3 3 1:00")]);
}

#[test]
fn words_come_from_the_record_s_own_bundle() {
    let (_folder, cabin, _) = cabin(&perfect());
    let newer = bundle_of(2, "改了名的场景");
    assert_eq!(cabin.put_bundle(&newer).status, 201);
    let tape = tape(&newer, &attempt_id(), "p-02", &perfect());
    assert_eq!(cabin.post(&Record::of_tape(&newer, tape).unwrap()).status, 201);
    says(&cabin.get("/records"), &["p-02 改了名的场景", "p-01 阀室燃气泄漏"]);
}

#[test]
fn an_empty_list_says_what_to_do() {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    let list = cabin.get("/records");
    says(&list, &["还没有档案", "让学员戴上头显"]);
    assert!(list.text().contains("http-equiv=\"refresh\""));
    says(&cabin.get("/records?lang=en"), &["No records yet", "Let the trainee put on the headset"]);
}

#[test]
fn what_is_not_there_is_told_in_the_reader_s_language() {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    let unknown = format!("/records/{}", AttemptId::draw());
    for (path, zh, en) in [
        (unknown.as_str(), "没有这份档案", "There is no such record"),
        ("/records/x", "没有这一页", "There is no such page"),
        ("/nothing", "没有这一页", "There is no such page"),
    ] {
        for (language, sentence) in [("zh-CN", zh), ("en", en)] {
            let answer = cabin.get(&format!("{path}?lang={language}"));
            assert_eq!(answer.status, 404);
            says(&answer, &[sentence]);
        }
    }
}

#[test]
fn a_broken_archive_is_told_without_its_insides() {
    let (folder, cabin, record) = cabin(&perfect());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite://{}", folder.path().join("registry.db").display());
        let mut disk = SqliteConnection::connect(&url).await.unwrap();
        sqlx::query("DROP TABLE record").execute(&mut disk).await.unwrap();
        disk.close().await.unwrap();
    });
    for path in ["/records".to_owned(), format!("/records/{}", record.ticket.attempt)] {
        let answer = cabin.get(&path);
        assert_eq!(answer.status, 500);
        says(&answer, &["档案暂时读不出来", "请把程序的日志交给维护人员"]);
        assert!(!answer.text().contains("table") && !answer.text().contains("SQL"));
    }
}

#[test]
fn a_chosen_language_is_remembered() {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    let chosen = cabin.get("/records?lang=en");
    let cookie = chosen.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("lang=en;") && cookie.contains("SameSite=Strict"), "{cookie}");
    let ask = |name: &str, value: &str| {
        let request =
            Request::builder().uri("/records").header("host", "localhost").header(name, value);
        cabin.send(request.body(Body::empty()).unwrap())
    };
    let remembered = ask("cookie", cookie.split(';').next().unwrap());
    says(&remembered, &["No records yet"]);
    assert!(!remembered.headers.contains_key("set-cookie"));
    says(&ask("accept-language", "en-GB,en;q=0.9,zh;q=0.8"), &["No records yet"]);
    says(&ask("accept-language", "de"), &["还没有档案"]);
    says(&cabin.get("/records?lang=tlh"), &["还没有档案"]);
}

#[test]
fn pages_bring_nothing_in_and_leave_nothing_behind() {
    let (_folder, cabin, record) = cabin(&poor());
    for answer in [page(&cabin, &record, "en"), cabin.get("/records"), cabin.get("/nothing")] {
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'self'"), "{policy}");
        assert_eq!(answer.headers["cache-control"], "no-store");
        let html = answer.text();
        for forbidden in ["<script", "style=", "<style", "http://", "https://", "onclick"] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
    }
    assert_eq!(cabin.get("/console.css").headers["content-type"], "text/css; charset=utf-8");
}

#[test]
fn words_of_a_scenario_are_text_and_never_markup() {
    let folder = tempdir().unwrap();
    let cabin = Cabin::open(folder.path());
    let bundle = bundle_of(1, "<b>&</b>");
    assert_eq!(cabin.put_bundle(&bundle).status, 201);
    let tape = tape(&bundle, &attempt_id(), "p-01", &perfect());
    let record = Record::of_tape(&bundle, tape).unwrap();
    assert_eq!(cabin.post(&record).status, 201);
    for answer in [cabin.get("/records"), page(&cabin, &record, "zh-CN")] {
        assert!(!answer.text().contains("<b>&"));
        says(&answer, &["<b>&</b>"]);
    }
}
