"""The council's questions two to four are answered from the marts, in words that agree."""

from collections.abc import Callable

import pytest

from sozialraum.report.chapters import coverability
from sozialraum.report.chapters.shapes import Figure
from sozialraum.report.rows.facts import without_brackets
from sozialraum.words import Message, Words
from sozialraum.words.numbers import NBSP
from tests.report.conftest import Report, section, sections, tables, words

MARTS = """
    create table declared.cover_rule (
        rule_id varchar, position integer, result varchar, says_de varchar
    );
    insert into declared.cover_rule values
        ('C01', 1, 'not_coverable', 'Träger sagen, es geht nicht.'),
        ('C05', 2, 'by_task_change', 'Aufgaben ändern.');
    create table marts.mart_need_coverage (
        area_id varchar, theme varchar, theme_de varchar, need varchar, need_class integer,
        need_method varchar, finding varchar, coverability varchar, rule_id varchar,
        uncovered double, uncovered_unit varchar, sentence_de varchar, agreement_de varchar,
        evidence_count bigint, evidence_local bigint, urgency integer, urgency_score double,
        plan_status varchar, earlier_coverability varchar, earlier_stated_on date
    );
    insert into marts.mart_need_coverage
    select 'kiez:0' || n, 'work', 'Arbeit finden', 'high', 4, 'apportioned', 'new_need',
        'not_coverable', 'C01', null, null, 'Träger sagen, es geht nicht. Bedarf: hoch.',
        'Einig.', 2, 1, 3, 0.9, 'no_plan', null, null
    from range(1, 5) as areas(n);
    insert into marts.mart_need_coverage
    select 'kiez:0' || n, 'health', 'Gesund leben', 'low', 1, 'direct', 'none',
        case when n = 1 then 'by_task_change' else 'unknown' end, 'C05', 3, 'Plätze',
        'Aufgaben ändern. Bedarf: gering.', 'Nichts.', 0, 0, case when n = 1 then 2 end, 0.3,
        'adjusted', case when n = 2 then 'not_coverable' end, date '2021-12-31'
    from range(1, 5) as areas(n);
    create table marts.mart_plan_review (
        row_kind varchar, plan_id varchar, theme varchar, area_id varchar, indicator_id varchar,
        planning_field varchar, plan_title varchar, is_planning boolean,
        responsible_office varchar, adopted_on date, last_reviewed_on date, has_expired boolean,
        adjusted varchar, adjustment_summary varchar, addresses_finding varchar, findings bigint,
        review_de varchar, source_title varchar, source_url varchar
    );
    insert into marts.mart_plan_review values
        ('plan', 'p1', 'work', 'city:1', null, 'arbeit', 'Plan #eins', true, 'Amt', '2022-05-31',
         null, true, 'yes', 'Mehr Beratung.', 'yes', 1, 'Angepasst.', 'Ratsblatt', 'http://x'),
        ('plan', 'p2', 'work', 'city:1', null, 'arbeit', 'Plan zwei', true, null, null, null,
         false, 'unknown', null, 'no_finding', 0, 'Nichts.', null, null),
        ('plan', 'p2', 'health', 'city:1', null, 'arbeit', 'Plan zwei', true, null, null, null,
         false, 'unknown', null, 'no_finding', 0, 'Nichts.', null, null),
        ('finding', null, 'health', 'kiez:01', 'deaths', 'gesundheit', null, null, null, null,
         null, null, null, null, 'no_plan', 1, 'Kein Plan.', null, null);
    create table marts.mart_evidence (
        evidence_id varchar, kind varchar, theme varchar, area_id varchar, scope varchar,
        need_direction varchar, strength integer, said_by varchar, said_from date,
        said_until date, summary_de varchar, source_title varchar, source_url varchar
    );
    insert into marts.mart_evidence values
        ('e1', 'provider', 'work', 'kiez:01', 'sozialraum', 'more', 1, 'Verein <b>', '2021-01-01',
         '2021-06-30', 'Es kommen mehr Menschen.', 'Zeitung', 'http://x'),
        ('e2', 'study', 'work', null, 'country', 'more', 3, 'Institut', null, null, 'Mehr.', 'Heft',
         null);
    create table marts.mart_urgency_sensitivity (
        area_id varchar, theme varchar, rank bigint, rank_min bigint, rank_max bigint,
        top_share double, top_ranks integer, scenarios bigint
    );
    insert into marts.mart_urgency_sensitivity
    select 'kiez:0' || n, 'all', n, greatest(n - 1, 1), least(n + 1, 4), 1.0 / n, 3, 137
    from range(1, 5) as areas(n);
    insert into declared.note values
        ('after', 2, '2022-06-01', ['jobless'], 'Seither wird anders gezählt.')
"""


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Report:
    from tests.report.conftest import build, made

    return made(build(tmp_path_factory.mktemp("answers") / "x.duckdb", MARTS))


def test_plans_are_counted_and_what_is_not_known_is_said(answered: Report) -> None:
    said = words(section(answered.model, "planungen"))
    assert "Verzeichnet sind 2 Planungen (Pläne, Konzepte, Planungsberichte)." in said
    assert "Eine wurde wegen der Pandemie angepasst. Bei einer ist nicht belegt, ob sie" in said
    overview, adjusted = tables(section(answered.model, "planungen-geschehen"))
    assert [cell.text for cell in adjusted.rows[0].cells][::3] == ["Plan #eins", "Mehr Beratung."]
    assert [cell.text for cell in overview.rows[0].cells] == [
        "Arbeit & Brot", "2", "1", "0", "0", "1", "0", "nicht bekannt",
    ]  # fmt: skip
    assert "kein Dokument verzeichnet: Gesundheit und Ohne Indikator." in said
    (table,) = tables(section(answered.model, "planungen-arbeit"))
    first, second = ([cell.text for cell in row.cells] for row in table.rows)
    assert first == ["Plan #eins", "Mai 2022", "nicht bekannt", "ja",
                     "Mehr Beratung. Die Geltungsdauer ist abgelaufen."]  # fmt: skip
    assert second[3:] == [
        "nicht belegt",
        "Kein gesicherter neuer oder verschärfter Bedarf zu den Themen Gesund leben und Arbeit "
        "finden.",
    ]
    assert table.rows[0].cells[4].detail == "Quelle: Ratsblatt"


def test_what_is_reported_of_one_area_is_not_told_of_the_city(
    changed: Callable[..., Report],
) -> None:
    report = changed(
        MARTS,
        "alter table marts.mart_need_coverage add column studies_say varchar",
        "alter table marts.mart_need_coverage add column providers_say varchar",
        "update marts.mart_need_coverage set studies_say = 'silent', providers_say = 'silent'",
        "update marts.mart_need_coverage set providers_say = 'more' "
        "where theme = 'health' and area_id = 'kiez:01'",
        "insert into marts.mart_need_coverage by name select * replace ('city:1' as area_id, "
        "'debt' as theme, 'Überschuldung' as theme_de, 'more' as studies_say) "
        "from marts.mart_need_coverage where theme = 'work' and area_id = 'kiez:01'",
    )
    said = words(section(report.model, "kuerze-neu"))
    assert (
        "berichtet mehr Bedarf bei einem weiteren Thema: Überschuldung. "
        "Nur für einzelne Kieze: Gesund leben."
    ) in said


def test_new_and_worse_needs_are_told_apart_with_the_year_before_and_what_is_comparable(
    answered: Report,
) -> None:
    said = words(section(answered.model, "kuerze-neu")).replace(NBSP, " ")
    assert "das sind +20 %, gegenüber 2019: +9 %." in said
    assert (
        "Neu (Bedarf vorher im Vergleich nicht hoch) in 1: Nord (+30 %, gegenüber 2019: +9 %)."
        in said
    )
    assert (
        "Danach vergleichbar: 1. Quartal 2022 (nur 1 Wert); dort noch gesichert: Musterstadt."
        in said
    )
    assert (
        "Musterstadt insgesamt: 5,5 % (2019) und 7,0 % (2023), im Mittel 2.200 und 2.800 Fälle"
        in said
    )
    assert "(ab 1. Juni 2022) sind mit denen davor nicht streng vergleichbar (Arbeitslos" in said
    assert "Seither wird anders gezählt." in said
    assert said.count("„Erwartet“ heißt") == 1


def test_findings_without_an_adjusted_plan_are_listed_by_theme(answered: Report) -> None:
    said = words(section(answered.model, "planungen-offen"))
    assert "Gesund leben 1 Befund (Sterberate). Keine verzeichnete Planung" in said
    assert "Gesund leben Keine verzeichnete" in words(section(answered.model, "planungen"))


def test_matrix_tells_coverability_in_signs_and_words(answered: Report) -> None:
    crossing, matrix = tables(section(answered.model, "deckbarkeit"))
    assert [row.cells[0].text for row in matrix.rows] == ["Arbeit finden", "Gesund leben"]
    assert {cell.text for cell in matrix.rows[0].cells[1:]} == {"N!"}
    assert matrix.rows[0].cells[1].spoken == "derzeit nicht deckbar, Dringlichkeit hoch"
    assert [cell.text for cell in matrix.rows[1].cells[1:]] == ["Ä", "?", "?", "?"]
    assert [cell.text for cell in crossing.rows[-1].cells] == [
        "zusammen", "4", "0", "1", "3", "0", "8",
    ]  # fmt: skip


def test_uncovered_needs_are_named_with_place_and_reason(answered: Report) -> None:
    said = words(section(answered.model, "ungedeckt"))
    assert "Arbeit finden: in allen 4 Gebieten. Träger sagen, es geht nicht." in said


def test_the_reason_names_the_statement_what_weakens_it_and_what_was_said_before(
    changed: Callable[..., Report],
) -> None:
    """It is made of facts: the mart's sentence, whatever it says, is not cut."""
    told = changed(
        MARTS,
        "alter table declared.city add column if not exists coverage_band double",
        "update declared.city set coverage_band = 0.05",
        "alter table marts.mart_need_coverage add column reasons varchar[]",
        "alter table marts.mart_need_coverage add column stated_on date",
        "alter table marts.mart_need_coverage add column statement_counts_until date",
        "alter table marts.mart_need_coverage add column uncovered_de varchar",
        "alter table marts.mart_need_coverage add column disputed boolean",
        "update marts.mart_need_coverage set sentence_de = 'Kein Doppelpunkt.', reasons = []",
        "update marts.mart_need_coverage set stated_on = date '2023-06-30', "
        "statement_counts_until = date '2026-12-31', "
        "disputed = true where theme = 'work'",
        "update marts.mart_need_coverage set coverability = 'covered', uncovered_de = 'Plätze: 9', "
        "reasons = ['need_by_proxy', 'coverage_estimated', 'gap_within_tolerance'] "
        "where theme = 'health' and area_id = 'kiez:02'",
    )
    assert (
        "Arbeit finden: in allen 4 Gebieten. Träger sagen, es geht nicht. Stand der Angabe: 2023; "
        "sie zählt bis 31.12.2026. Die Stimmen widersprechen sich."
    ) in words(section(told.model, "ungedeckt"))
    assert (
        "Gesund leben: gedeckt. Aufgaben ändern. Das beruht auf einer Ersatzzahl für den Bedarf "
        "und einer Schätzung des Angebots. Zum Mittel der Stadt fehlen rechnerisch (Plätze: 9); "
        "das liegt in der Toleranz von 5 %. 2021 sagten Träger oder Ämter: derzeit nicht deckbar. "
        "Ob das noch gilt, ist nicht bekannt."
    ) in words(section(told.model, "gebiet-02"))


def test_what_was_said_too_long_ago_is_told_as_of_its_year(answered: Report) -> None:
    said = words(section(answered.model, "ungedeckt"))
    assert "entscheiden deshalb für heute nichts" in said
    assert "Gesund leben: derzeit nicht deckbar (Stand 2021), in " in said


def test_urgency_is_a_table_and_its_order_is_tried_with_other_weights(answered: Report) -> None:
    one = section(answered.model, "dringlichkeit-tabellen")
    themes, ranks = tables(one)
    assert [cell.text for cell in themes.rows[0].cells[:5]] == ["Arbeit finden", "4", "–", "–", "–"]
    assert [cell.text for cell in themes.rows[1].cells[:5]] == ["Gesund leben", "–", "1", "–", "3"]
    assert [cell.text for cell in ranks.rows[1].cells][1:3] == ["2", "1 bis 3"]
    assert "mindestens der Hälfte von 137 Gewichtungen unter den ersten 3" in words(one)


def test_conclusions_are_options_with_reasons(answered: Report) -> None:
    said = words(section(answered.model, "schlussfolgerungen"))
    assert "nehmen keine Entscheidung vorweg" in said.replace("\n", " ")
    assert (
        "Neue oder andere Strukturen prüfen\ndringend und derzeit nicht deckbar: Arbeit finden "
        "(in allen 4 Gebieten)." in said
    )
    assert "Planungen überprüfen\nneue oder verschärfte Bedarfe" in said


def test_each_of_the_four_questions_has_an_answer_in_the_summary(answered: Report) -> None:
    summary = section(answered.model, "kuerze")
    assert [one.title for one in summary.sections[:4]] == [
        "1: Bedarfe und was die Pandemie verändert hat",
        "2: Wie Planungen überprüft und angepasst wurden",
        "3: Wie die Bedarfe gedeckt sind",
        "4: Was sich ändern kann und wie dringend",
    ]
    assert all(len(words(one)) > 150 for one in summary.sections[:4])
    for council in ("Frage des Rates", "Der Rat hat", "Beschluss des"):
        assert council not in answered.page


def test_a_chapter_bears_the_question_that_the_city_s_council_asked(
    changed: Callable[..., Report],
) -> None:
    asked = changed(
        "create table declared.council_question "
        "(topic varchar, position integer, title_de varchar, question_de varchar)",
        "insert into declared.council_question values "
        "('coverage', 0, 'Reicht es?', 'Der Kiezrat fragt, ob es reicht.')",
    )
    chapters = {one.anchor: one for one in asked.model.sections}
    assert chapters["deckung"].title == "Reicht es?"
    assert "Der Kiezrat fragt, ob es reicht." in words(chapters["deckung"])
    assert chapters["planungen"].title == "Wie Planungen überprüft und angepasst wurden"
    assert section(asked.model, "kuerze").sections[2].title == "Frage 3: Reicht es?"


def test_a_name_that_says_more_than_its_figure_counts_is_told_where_the_need_is_high(
    changed: Callable[..., Report],
) -> None:
    """On the area's page and its leaflet, under the picture of needs and at the indicator."""
    told = changed(
        MARTS,
        "alter table declared.theme add column need_basis varchar",
        "alter table declared.theme add column indicator_id varchar",
        "update declared.theme set need_basis = 'indicator', indicator_id = 'work' "
        "where theme = 'work'",
        "alter table marts.dim_indicator add column caveat_de varchar",
        "update marts.dim_indicator set caveat_de = 'auch wer studiert, zählt mit' "
        "where indicator_id = 'work'",
    )
    said = "Der Name sagt mehr als die Zahl: Arbeit finden (auch wer studiert, zählt mit)."
    assert said in words(section(told.model, "profil-01"))
    pictures = [
        one
        for of_section in sections(told.model)
        for one in of_section.blocks
        if isinstance(one, Figure) and one.anchor == "bild-bedarf-angebot"
    ]
    assert [said in str(one.caption) for one in pictures] == [True]
    assert "Zu beachten: auch wer studiert, zählt mit." in words(
        section(told.model, "indikator-work")
    )


def test_what_a_need_is_measured_by_is_said(changed: Callable[..., Report]) -> None:
    told = changed(
        MARTS,
        "alter table declared.theme add column need_basis varchar",
        "alter table declared.theme add column indicator_id varchar",
        "alter table declared.theme add column no_indicator_de varchar",
        "alter table declared.theme add column proxy_de varchar",
        "update declared.theme set need_basis = 'proxy', indicator_id = 'jobless', "
        "no_indicator_de = 'Nicht gezählt.', proxy_de = 'Nahe daran.' where theme = 'work'",
        "update declared.theme set need_basis = 'none', no_indicator_de = 'Gar nicht gezählt.' "
        "where theme = 'health'",
    )
    table = tables(section(told.model, "woran-gemessen"))[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Gesund leben", "keiner Zahl", "–", "Gar nicht gezählt."],
        ["Arbeit finden", "Ersatzgröße", "Arbeitslosenanteil", "Nicht gezählt. Nahe daran."],
    ]
    said = words(section(told.model, "woran-gemessen"))
    assert "bei 1 nur ersatzweise, bei 1 an keiner Zahl" in said
    profile = words(section(told.model, "gebiet-01"))
    assert "Arbeit finden*" in profile
    assert "Gesund leben**" in profile
    matrix = tables(section(told.model, "deckbarkeit"))[1]
    assert matrix.rows[0].cells[0].text == "Arbeit finden*"


def test_a_document_older_than_the_pandemic_is_not_one_that_was_left_as_it_was(
    changed: Callable[..., Report],
) -> None:
    old = changed(
        MARTS,
        "alter table marts.mart_plan_review add column predates_pandemic boolean",
        "update marts.mart_plan_review set adjusted = 'no', predates_pandemic = true "
        "where plan_id = 'p2'",
    )
    said = words(section(old.model, "planungen"))
    assert "Eine entstand vor der Pandemie." in said
    assert "nicht belegt" not in words(section(old.model, "kuerze-planungen"))
    assert "nein, vor der Pandemie entstanden" in words(section(old.model, "anhang-planungen"))


def test_summary_answers_what_is_urgent_and_uncovered(answered: Report) -> None:
    said = words(section(answered.model, "kuerze"))
    assert "Wo zuerst Über alle Themen stehen vorn (Kieze): Äußere Öde" in said
    assert "Derzeit nicht deckbar Arbeit finden (alle 4 Kieze)." in said
    assert f"ihre Aufgaben ändern Gesund leben (01{NBSP}Äußere Öde" in said
    assert "Offen 1 von 2 Themen in einem Teil der Gebiete." in said
    assert "bei 1 Thema reichen die vorhandenen Angebote nicht" in said
    assert "nicht beurteilt" not in said


def test_profile_shows_urgent_themes_and_what_providers_say(answered: Report) -> None:
    said = words(section(answered.model, "gebiet-01"))
    assert "Arbeit finden\nhoch (geschätzt)\nderzeit nicht\nhoch\n2 (1 von hier)" in said
    assert "Arbeit finden: derzeit nicht deckbar. Träger sagen, es geht nicht." in said
    page = words(section(answered.model, "profil-01"))
    assert "Verein <b>, 2021: Es kommen mehr Menschen. (Quelle: Zeitung)" in page
    assert "Verein <b>" not in words(section(answered.model, "profil-02"))
    assert "Verein &lt;b&gt;" in answered.page


def test_services_that_ended_are_left_out_and_doubtful_ones_marked(
    changed: Callable[..., Report],
) -> None:
    from tests.report.test_report_files import OFFERS

    offered = changed(
        OFFERS,
        "alter table marts.dim_service add column status varchar",
        *(
            f"insert into marts.dim_service values ('{name}', '{name}', 'x', 'Art {kind}', "
            f"'Verein', 'arbeit', 'work', 'kiez:01', 3, 'Plätze', 'register', '{status}')"
            for name, kind, status in (
                ("Alt", "A", "ended"),
                ("Fraglich", "A", "unconfirmed"),
                ("Später", "A", "planned"),
                ("Sicher", "B", "confirmed"),
            )
        ),
    )  # fmt: skip
    said = words(section(offered.model, "gebiet-01"))
    assert "Art A Fraglich (Verein, 3 Plätze), nicht bestätigt; Später (Verein, 3 Plätze)" in said
    assert "Später (Verein, 3 Plätze), geplant." in said
    assert "Art B Sicher (Verein, 3 Plätze)." in said
    assert "ob es das Angebot noch gibt, ist offen" in said
    assert "Alt" not in said
    page = words(section(offered.model, "profil-01-angebote"))
    assert "Angebote Art A (nicht bestätigt) und Art B. „Nicht bestätigt“: Der Beleg ist" in page


def test_annex_has_the_tables_behind_the_answers(answered: Report) -> None:
    names = {one.name: len(one.rows) for one in answered.model.tables}
    assert (names["deckbarkeit"], names["planungen"], names["belege"]) == (8, 4, 2)


def test_what_is_not_there_is_not_listed(changed: Callable[..., Report]) -> None:
    calm = changed(
        MARTS,
        "update marts.mart_need_coverage set coverability = 'covered', urgency = 1",
    )
    said = words(section(calm.model, "kuerze"))
    assert "Gedeckt Arbeit finden (alle 4 Kieze) und Gesund leben (alle 4 Kieze)." in said
    assert "nicht deckbar" not in said


def test_an_answer_for_the_city_names_its_statements_and_has_no_empty_brackets(
    changed: Callable[..., Report],
) -> None:
    of_the_city = """
        alter table marts.mart_need_coverage add column statement_ids varchar[];
        insert into marts.mart_need_coverage by name
        select * replace (
            'city:1' as area_id, 'covered' as coverability,
            if(theme = 'work', ['D020', 'D021'], []) as statement_ids
        )
        from marts.mart_need_coverage where area_id = 'kiez:01'
    """
    (table,) = tables(section(changed(MARTS, of_the_city).model, "stadt-antworten"))
    ways = {row.cells[0].text: row.cells[3].text for row in table.rows}
    assert ways == {"Arbeit finden": "gedeckt (D020, D021)", "Gesund leben": "gedeckt"}


def test_a_body_that_is_spelt_in_two_ways_speaks_once(changed: Callable[..., Report]) -> None:
    spoken = """
        insert into marts.mart_evidence by name
        select * replace ('e3' as evidence_id, 'verein  <B>' as said_by, 'Wieder.' as summary_de)
        from marts.mart_evidence where evidence_id = 'e1'
    """
    said = words(section(changed(MARTS, spoken).model, "belege"))
    assert "Aus einer Erhebung und von einer Stelle in der Stadt" in said
    assert "Es kommen mehr Menschen" in said
    assert "Wieder" not in said


def test_who_counts_for_nothing_is_no_voice_and_who_speaks_elsewhere_none_in_the_city(
    changed: Callable[..., Report],
) -> None:
    """A group of the council is listed with strength 0; an association is the state's voice."""
    spoken = """
        insert into marts.mart_evidence by name
        select * replace (
            'e3' as evidence_id, 'Fraktion' as said_by, 0 as strength, 'Rede.' as summary_de
        )
        from marts.mart_evidence where evidence_id = 'e1'
        union all by name
        select * replace (
            'e4' as evidence_id, 'Verband' as said_by, null as area_id, 'state' as scope
        )
        from marts.mart_evidence where evidence_id = 'e1'
    """
    said = words(section(changed(MARTS, spoken).model, "belege"))
    assert "von einer Stelle in der Stadt" in said
    assert "Rede" not in said


def test_offices_counted_only_what_is_a_count_of_people_or_cases(
    changed: Callable[..., Report],
) -> None:
    """Figures of an office that count euros, or stand alone, are no more cases than before."""
    counted = """
        alter table marts.mart_evidence add column standing varchar;
        alter table marts.mart_evidence add column is_count boolean;
        insert into marts.mart_evidence by name
        select * exclude (n) replace (
            'e' || n as evidence_id, 'city:1' as area_id, 'city' as scope, 'Amt' as said_by,
            'official_count' as standing, n = 3 as is_count,
            if(n = 3, 'Fälle stiegen.', 'Ausgaben stiegen.') as summary_de
        )
        from marts.mart_evidence cross join range(3, 5) as numbers(n) where evidence_id = 'e1'
    """
    said = words(section(changed(MARTS, counted).model, "gezaehlt"))
    assert "Fälle stiegen. (e3)" in said
    assert "Ausgaben" not in said


@pytest.mark.parametrize(("need_change", "is_told"), [("worse", True), ("unknown", False)])
def test_what_one_office_counted_more_of_and_another_less_is_no_need_that_grew(
    changed: Callable[..., Report], need_change: str, is_told: bool
) -> None:
    counted = f"""
        alter table marts.mart_evidence add column is_count boolean;
        insert into marts.mart_evidence by name
        select * replace (
            'e3' as evidence_id, 'city:1' as area_id, true as is_count, 'care' as theme
        )
        from marts.mart_evidence where evidence_id = 'e1';
        alter table marts.mart_need_coverage add column need_change varchar;
        insert into marts.mart_need_coverage by name
        select * replace ('city:1' as area_id, 'care' as theme, '{need_change}' as need_change)
        from marts.mart_need_coverage where area_id = 'kiez:01' and theme = 'work'
    """
    model = changed(MARTS, counted).model
    assert ("gezaehlt" in [one.anchor for one in sections(model)]) is is_told
    assert ("Ämter haben hier mehr gezählt als vorher:" in words(model.plain)) is is_told


def test_a_need_that_offices_counted_and_no_plan_deals_with_is_told_as_counted(
    changed: Callable[..., Report],
) -> None:
    counted = """
        insert into marts.mart_plan_review by name
        select 'finding' as row_kind, 'work' as theme, 'city:1' as area_id,
            'arbeit' as planning_field, 'no_adjusted_plan' as addresses_finding,
            1 as findings, 'Kein Plan.' as review_de
    """
    model = changed(MARTS, counted).model
    counted_more = "Ämter zählten mehr Fälle oder Personen als vor der Pandemie. Das Thema steht"
    assert counted_more in words(section(model, "planungen-offen"))
    missed = "neuen oder verschärften Bedarfen: Arbeit finden und Gesund leben."
    assert missed in words(section(model, "kuerze"))


def test_voices_that_differ_are_quoted_each_with_its_own_words(
    changed: Callable[..., Report],
) -> None:
    """A second voice is not counted for the first one's answer; without a winner there is none."""
    spoken = """
        alter table marts.mart_evidence add column can_be_met_by varchar;
        update marts.mart_evidence set can_be_met_by = 'existing' where evidence_id = 'e1';
        update marts.mart_evidence set can_be_met_by = 'task_extension' where evidence_id = 'e2';
        alter table marts.mart_need_coverage add column pandemic_coverability varchar;
        alter table marts.mart_need_coverage add column pandemic_indication varchar;
        alter table marts.mart_need_coverage add column pandemic_disputed boolean;
        alter table marts.mart_need_coverage add column pandemic_statement_ids varchar[];
        alter table marts.mart_need_coverage add column statement_ids varchar[];
        insert into marts.mart_need_coverage by name
        select * replace (
            'city:1' as area_id, 'unknown' as coverability, true as pandemic_disputed,
            if(theme = 'work', 'by_task_extension', 'unknown') as pandemic_coverability,
            if(theme = 'work', null, 'task_extension') as pandemic_indication,
            [] as statement_ids, ['e1', 'e2'] as pandemic_statement_ids
        )
        from marts.mart_need_coverage where area_id = 'kiez:01'
    """
    (table,) = tables(section(changed(MARTS, spoken).model, "wege"))
    told = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}
    voices = (
        "Verein <b> (e1): mit dem Vorhandenen deckbar; "
        "Institut (e2): mit mehr Aufgaben oder Mitteln deckbar"
    )
    assert told == {
        "Arbeit finden": [
            "–",
            "mit mehr Aufgaben oder Mitteln deckbar (Stimmen widersprechen sich)",
            voices,
        ],
        "Gesund leben": ["–", "keine Antwort: Stimmen widersprechen sich", voices],
    }


@pytest.mark.parametrize(
    ("areas", "total", "said"),
    [
        (["A"], 1, "in A"),
        (["A", "B"], 17, "in A und B"),
        (list("ABCDE"), 17, "in 5 von 17 Gebieten"),
        (list("ABC"), 3, "in allen 3 Gebieten"),
    ],
)
def test_places_are_named_where_they_are_few(areas: list[str], total: int, said: str) -> None:
    told = Message("coverability-where", **coverability.places(areas, total))
    assert Words("de").say(told) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("12 Niedersdorf, Obersdorf, Am Langen Felde (ohne Siedlung, Am Hang)",
         "12 Niedersdorf, Obersdorf, Am Langen Felde"),
        ("3 Amt (West) und sehr lange Nachbarschaft", "3 Amt (West) und sehr lange Nachbarschaft"),
    ],
)  # fmt: skip
def test_headings_of_the_matrix_leave_out_brackets_and_cut_no_word(label: str, said: str) -> None:
    assert without_brackets(label) == said


def test_a_hint_for_one_area_is_not_told_of_the_whole_city(changed: Callable[..., Report]) -> None:
    hint = """
        alter table marts.mart_need_coverage add column indication varchar;
        update marts.mart_need_coverage set indication = 'task_change'
        where theme = 'work' and area_id = 'kiez:02'
    """
    said = words(section(changed(MARTS, hint).model, "deckung"))
    assert "die noch zu bestätigen ist: Arbeit finden (02\N{NO-BREAK SPACE}Blaukiez)." in said
