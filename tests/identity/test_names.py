import pytest

from kg.identity.names import body, normal_form, person, skeleton


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Mr. Donald Trump", "donald trump"),
        ("Mr. Trump", "mr trump"),  # families have several bearers of one surname
        ("Mrs. Trump", "ms trump"),
        ("Sen. Van Hollen", "senator van hollen"),
        ("Secretary of State Clinton", "secretary clinton"),
        ("Dr. Carson", "carson"),
        ("Mr. President", "president"),
        ("The Times", "times"),
        ("U.S. Senate", "us senate"),
        ("Va.", "virginia"),
        ("VA", "va"),
        ("O’Neill", "oneill"),
        ("Kazakhstan's Ministry of Foreign Affairs", "kazakhstan ministry of foreign affairs"),
        ("Сергей Лавров", "sergey lavrov"),
        ("Emmanuel Macron", "emmanuel macron"),
        ("Sen. Bernie Sanders", "bernie sanders"),
        ("Attorney General Loretta Lynch", "loretta lynch"),
        ("Justice Department", "justice department"),
        ("President Obama", "president obama"),
        ("President Barack Obama", "barack obama"),
        ("G.K. Butterfield", "g k butterfield"),
        ("CNN.com", "cnn"),
        ("The Green Party's Jill Stein", "jill stein"),
        ("???", "???"),
    ],
)
def test_normal_forms(name, form):
    assert normal_form(name) == form
    assert normal_form(form) == form


@pytest.mark.parametrize(
    ("form", "given", "middles", "surname", "suffix"),
    [
        ("donald j trump", "donald", ("j",), "trump", ""),
        ("donald trump jr", "donald", (), "trump", "jr"),
        ("trump", "", (), "trump", ""),
        ("van hollen", "", (), "van hollen", ""),
        ("chris van hollen", "chris", (), "van hollen", ""),
        ("al franken", "al", (), "franken", ""),
        ("bashar al assad", "bashar", (), "al assad", ""),
        ("j edgar hoover", "edgar", (), "hoover", ""),
        ("g k butterfield", "gk", (), "butterfield", ""),
        ("john smith md", "john", (), "smith", ""),
    ],
)
def test_persons(form, given, middles, surname, suffix):
    found = person(form)
    assert (found.given, found.middles, found.surname, found.suffix) == (
        given, middles, surname, suffix,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kazakh foreign ministry", "ministry of foreign affairs of kazakhstan"),
        ("justice department", "us department of justice"),
        ("defence ministry of france", "french ministry of defense"),
        ("apple inc", "apple"),
        ("fbi", "federal bureau of investigation"),
        ("real clear politics", "realclearpolitics"),
        ("burma", "myanmar"),
        ("house committee on foreign relations", "house foreign relations committee"),
    ],
)
def test_bodies_that_stand_in_one_block(one, other):
    assert body(one).block == body(other).block


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("university of washington", "washington university"),
        ("bank of america", "american bank"),
        ("news corp", "news"),
        ("state of the union", "union"),
        ("european council", "european council on foreign relations"),
    ],
)
def test_bodies_that_do_not(one, other):
    assert body(one).block != body(other).block


def test_skeletons():
    assert len({skeleton(name) for name in ("zelensky", "zelenskyy", "zelenskiy")}) == 1
    assert skeleton("clinton") != skeleton("clayton")
