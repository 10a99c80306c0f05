//! Lists in every form: read, kept, screened, marked.

use tidings_lists::{Digest, Entry, Format, Import, List, Query, import, mark_entities, screen, write};
use tidings_model::{Entity, EntityKind};
use tidings_names::compare::Kind;

const UN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2020-02-03T00:00:00.000Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>1</DATAID><FIRST_NAME>SALAH</FIRST_NAME><SECOND_NAME>AL-DIN</SECOND_NAME><THIRD_NAME>AYYUBI</THIRD_NAME>
      <UN_LIST_TYPE>Crusades</UN_LIST_TYPE><REFERENCE_NUMBER>CRi.001</REFERENCE_NUMBER>
      <NAME_ORIGINAL_SCRIPT>صلاح الدين الأيوبي</NAME_ORIGINAL_SCRIPT>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Saladin Ayyubi; Saladino Ajubi</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Sultan &amp; Knight</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
    </INDIVIDUAL>
    <INDIVIDUAL><DATAID>2</DATAID><FIRST_NAME>NOBODY</FIRST_NAME></INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <DATAID>3</DATAID><FIRST_NAME>EAST INDIA TRADING COMPANY (EITC)</FIRST_NAME><REFERENCE_NUMBER>CRe.001</REFERENCE_NUMBER>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Honourable East India Company</ALIAS_NAME></ENTITY_ALIAS>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>"#;

const OFAC_XML: &str = r#"<?xml version="1.0"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>02/03/2020</Publish_Date><Record_Count>2</Record_Count></publshInformation>
  <sdnEntry><uid>7</uid><firstName>Henry</firstName><lastName>MORGAN</lastName><sdnType>Individual</sdnType>
    <programList><program>PIRATE</program><program>SEA</program></programList>
    <akaList><aka><uid>8</uid><type>a.k.a.</type><category>weak</category><lastName>ADMIRAL</lastName></aka>
             <aka><uid>9</uid><type>a.k.a.</type><category>strong</category><firstName>Harri</firstName><lastName>MORGAN</lastName></aka></akaList>
  </sdnEntry>
  <sdnEntry><uid>10</uid><lastName>QUEEN ANNE'S REVENGE</lastName><sdnType>Vessel</sdnType></sdnEntry>
</sdnList>"#;

const EU_XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2020-02-03T10:00:00.000+01:00" globalFileId="1">
  <sanctionEntity euReferenceNumber="EU.1.1" logicalId="5">
    <regulation programme="SEA"/><subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Edward" middleName="" lastName="Teach" wholeName="Edward Teach" strong="true"/>
    <nameAlias firstName="" middleName="" lastName="" wholeName="Blackbeard" strong="false"/>
  </sanctionEntity>
</export>"#;

fn entry(import: &Import, at: usize) -> Entry {
    import.entries.get(at).unwrap()
}

#[track_caller]
fn check_names<const N: usize>(import: &Import, at: usize, expected: [(&str, bool); N]) {
    let names = entry(import, at).names;
    let names: Vec<(&str, bool)> = names.iter().map(|name| (name.text.as_str(), name.weak)).collect();
    assert_eq!(names, expected);
}

fn read(text: &str) -> Import {
    import(text.as_bytes()).unwrap()
}

#[test]
fn un_security_council() {
    let list = read(UN);
    assert_eq!(
        (list.format, list.date.as_deref(), list.entries.len()),
        (Format::UnXml, Some("2020-02-03"), 2)
    );
    check_names(
        &list,
        0,
        [
            ("SALAH AL-DIN AYYUBI", false),
            ("صلاح الدين الأيوبي", false),
            ("Saladin Ayyubi", false),
            ("Saladino Ajubi", false),
            ("The Sultan & Knight", true),
        ],
    );
    assert_eq!(entry(&list, 1).kind, Some(Kind::Organisation));
    assert_eq!(list.problems.len(), 1, "{:?}", list.problems);
    assert_eq!(list.problems[0].line, 12);
}

#[test]
fn ofac_xml() {
    let list = read(OFAC_XML);
    assert_eq!(
        (list.format, list.date.as_deref(), list.entries.len()),
        (Format::OfacXml, Some("2020-02-03"), 2)
    );
    check_names(&list, 0, [("Henry MORGAN", false), ("ADMIRAL", true), ("Harri MORGAN", false)]);
    assert_eq!(
        (entry(&list, 0).kind, entry(&list, 0).programme.as_str()),
        (Some(Kind::Person), "PIRATE, SEA")
    );
    assert_eq!(
        (entry(&list, 1).kind, entry(&list, 1).names[0].text.as_str()),
        (Some(Kind::Vessel), "QUEEN ANNE'S REVENGE")
    );
}

#[test]
fn ofac_csv_in_three_files() {
    let sdn = "7,\"MORGAN, Henry\",\"individual\",\"PIRATE\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1635; a.k.a. 'BARBADOSED'.\"\n\
               8,\"EAST INDIA TRADING COMPANY\",-0- ,\"SEA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\
               nonsense,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\x1a\n";
    let mut list = read(sdn);
    assert_eq!((list.format, list.entries.len(), list.problems.len()), (Format::OfacCsv, 2, 1));
    assert_eq!(list.problems[0].line, 3);
    list.join(read("7,1,\"aka\",\"MORGAN, Harri\",-0- \n7,2,\"aka\",\"MORGAN, Harry\",-0- \n"));
    let addresses = read("7,1,-0- ,\"Port Royal\",\"Jamaica\",-0- \n");
    assert_eq!((addresses.entries.len(), addresses.passed_over), (0, 1));
    list.join(addresses);
    assert_eq!(list.entries.len(), 2);
    check_names(
        &list,
        0,
        [("MORGAN, Henry", false), ("BARBADOSED", true), ("MORGAN, Harri", false), ("MORGAN, Harry", false)],
    );
    assert_eq!(entry(&list, 1).kind, Some(Kind::Organisation));
}

#[test]
fn european_union() {
    let list = read(EU_XML);
    assert_eq!((list.format, list.date.as_deref()), (Format::EuXml, Some("2020-02-03")));
    check_names(&list, 0, [("Edward Teach", false), ("Blackbeard", true)]);
    assert_eq!(entry(&list, 0).id, "EU.1.1");

    let csv = "\u{feff}fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;Entity_SubjectType_ClassificationCode;NameAlias_WholeName\n\
               2020-02-03;5;EU.1.1;person;P;Edward Teach\n2020-02-03;5;EU.1.1;person;P;Edward Thatch\n2020-02-03;5;EU.1.1;person;P;\n";
    let list = read(csv);
    assert_eq!((list.format, list.entries.len(), list.passed_over), (Format::EuCsv, 1, 1));
    check_names(&list, 0, [("Edward Teach", false), ("Edward Thatch", false)]);
}

#[test]
fn open_sanctions() {
    let ftm = "{\"id\":\"p-1\",\"caption\":\"Edward Teach\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Edward Teach\"],\"alias\":[\"Edward Thatch\"],\"weakAlias\":[\"Blackbeard\"],\"topics\":[\"crime\"]},\"last_change\":\"2020-02-03T00:00:00\"}\n\
               {\"id\":\"a-1\",\"caption\":\"Port Royal\",\"schema\":\"Address\",\"properties\":{}}\n{broken\n";
    let list = read(ftm);
    assert_eq!((list.format, list.entries.len(), list.passed_over), (Format::Ftm, 1, 1));
    assert_eq!(list.problems[0].line, 3);
    check_names(&list, 0, [("Edward Teach", false), ("Edward Thatch", false), ("Blackbeard", true)]);

    let csv = "id,schema,name,aliases,birth_date,countries,dataset,last_change\n\
               p-1,Person,Edward Teach,\"Edward Thatch;Edward Thache\",1680,gb,pirates,2020-02-03\nv-1,Vessel,Adventure,,,,pirates,2019-01-01\n";
    let list = read(csv);
    assert_eq!(
        (list.format, list.entries.len(), list.date.as_deref()),
        (Format::SimpleCsv, 2, Some("2020-02-03"))
    );
    check_names(&list, 0, [("Edward Teach", false), ("Edward Thatch", false), ("Edward Thache", false)]);
}

#[test]
fn plain_tables() {
    let list = read(
        "# who\nname\tkind\tid\taliases\nEdward Teach\tperson\t1\tEdward Thatch;Edward Thache\nAdventure\tship\t2\n\tperson\t3\nX Y\tghost\t4\n",
    );
    assert_eq!((list.format, list.entries.len()), (Format::Tsv, 2));
    assert_eq!(list.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [5, 6]);
    assert_eq!(read("Edward Teach\nAnne Bonny\n").entries.len(), 2);
}

#[test]
fn what_is_no_list() {
    for text in ["", "<html><body>Hello</body></html>", "a,b,c\n1,2,3\n"] {
        assert!(import(text.as_bytes()).is_err(), "{text}");
    }
    let cut = &UN[..UN.len() / 2];
    assert!(!import(cut.as_bytes()).unwrap().problems.is_empty());
}

fn kept() -> List {
    let import = read(UN);
    let mut digest = Digest::default();
    digest.add(UN.as_bytes());
    let bytes = write("un-sc", &["un.xml".to_owned()], digest, import);
    for cut in [0, 7, 40, bytes.len() - 1] {
        assert!(List::open(bytes[..cut].to_vec()).is_none());
    }
    List::open(bytes).unwrap()
}

#[test]
fn keeping_and_screening() {
    let lists = [kept()];
    assert_eq!((lists[0].header.persons, lists[0].header.organisations, lists[0].header.names), (1, 1, 7));
    for (name, id) in [
        ("Salah ad-Din Ayyubi", "CRi.001"),
        ("Салах ад-Дин Айюби", "CRi.001"),
        ("صلاح الدين الايوبي", "CRi.001"),
        ("East India Trading Co.", "CRe.001"),
    ] {
        let hits = screen(&lists, &Query::new(name, None), 0.7);
        assert_eq!(hits.first().map(|hit| hit.id.as_str()), Some(id), "{name}: {hits:?}");
        assert!(hits[0].strong && !hits[0].why.is_empty(), "{name}: {hits:?}");
    }
    // The list itself calls it weak.
    let hits = screen(&lists, &Query::new("The Sultan & Knight", Some(Kind::Person)), 0.7);
    assert!(hits.first().is_none_or(|hit| !hit.strong && hit.score < 0.88), "{hits:?}");
    assert_eq!(screen(&lists, &Query::new("Isaac Newton", None), 0.7), []);
}

#[test]
fn marking_full_names_only() {
    let entity = |name: &str, kind: EntityKind| Entity {
        id: name.to_owned(),
        kind,
        name: name.to_owned(),
        names: Default::default(),
        why: Vec::new(),
        listed: Vec::new(),
        possibly_listed: Vec::new(),
        mentions: 1,
    };
    let mut entities = [
        entity("Salahuddin Ayyubi", EntityKind::Person),
        entity("Ayyubi", EntityKind::Person),
        entity("Ayyubi", EntityKind::Place),
        entity("Isaac Newton", EntityKind::Person),
        entity("East India Trading Company", EntityKind::Organisation),
    ];
    let before = entities.clone();
    mark_entities(&[], &mut entities);
    assert_eq!(entities, before);
    mark_entities(&[kept()], &mut entities);
    let listed: Vec<usize> = entities.iter().map(|entity| entity.listed.len()).collect();
    assert_eq!(listed, [1, 0, 0, 0, 1], "{entities:#?}");
    assert!(entities[0].listed[0].starts_with("UN Security Council CRi.001: "), "{entities:#?}");
}
