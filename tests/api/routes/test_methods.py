from api.checked import CheckedCaller
from app.scoring.model import METHOD_VERSION
from app.scoring.model_files import CURRENT_MODEL, model_versions

URL = "/v1/methods"


def test_every_model_is_listed_under_its_method_with_its_card(anonymous: CheckedCaller) -> None:
    [method] = anonymous.get(URL).json()["data"]
    assert (method["version"], method["is_current"]) == (METHOD_VERSION, True)
    assert [model["version"] for model in method["models"]] == list(model_versions())
    assert [model["version"] for model in method["models"] if model["is_current"]] == [CURRENT_MODEL]


def test_whoever_has_the_list_already_is_told_so(anonymous: CheckedCaller) -> None:
    tag = anonymous.get(URL).headers["etag"]
    answer = anonymous.get(URL, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.headers["etag"], answer.content) == (304, tag, b"")
    assert anonymous.get(URL, headers={"If-None-Match": '"another"'}).status_code == 200
