"""Refusals as REST says them."""


def problem(answer, status):
    """The problem in an answer, which must be one in every respect."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert {"type", "title", "status", "detail", "errors"} <= set(said)
    assert said["status"] == status
    assert said["detail"]
    return said


def fields(answer):
    """The fields that a 422 names."""
    return {error["field"] for error in problem(answer, 422)["errors"]}
