import pandas as pd

from kg.views.rows import COLUMNS, rows, to_dataframe
from tests.views.generated import generated


def test_a_row_an_attribution_with_all_columns(seed_record):
    made = list(rows([seed_record]))
    assert len(made) == len(seed_record.attributions)
    assert all(tuple(row) == COLUMNS for row in made)


def test_quotes_are_the_text_at_their_offsets(seed_record):
    text = seed_record.document.text
    for row in rows([seed_record]):
        pieces = [piece.split("-") for piece in row["content_spans"].split(",")]
        assert row["quote"] == " … ".join(text[int(a) : int(b)] for a, b in pieces)
        assert (row["start"], row["end"]) == (int(pieces[0][0]), int(pieces[-1][1]))


def test_what_the_seed_says(seed_record):
    row = next(r for r in rows([seed_record]) if "armed aggression" in r["claim"])
    assert row["source"] == "Kazakh Foreign Ministry"
    assert (row["subject"], row["predicate"]) == ("Kazakhstan", "has been subjected to")
    assert (row["cue"], row["form"], row["said_on"]) == ("also said", "direct", None)
    demand = next(r for r in rows([seed_record]) if r["speech_act"] == "demands")
    assert demand["addressee"] == "the media"


def test_reports_are_ids_of_other_rows(seed_record):
    made = list(rows([seed_record]))
    ids = {row["attribution"] for row in made}
    inner = [id for row in made if row["reports"] for id in row["reports"].split()]
    assert len(inner) == 3
    assert set(inner) <= ids


def test_data_frame_has_the_same_rows():
    records = generated(300)
    frame = to_dataframe(records)
    assert isinstance(frame, pd.DataFrame)
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["quote"]) == [row["quote"] for row in rows(records)]
    assert frame["source"].isna().sum() == sum(r["source"] is None for r in rows(records)) > 0


def test_empty_data_frame_has_the_columns():
    assert tuple(to_dataframe([]).columns) == COLUMNS
