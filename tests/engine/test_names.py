"""What is stored in databases or used of the engine without a promise: neither may change unseen."""

import inspect

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer
from dbos._registrations import get_dbos_func_name

from app.engine import engine, workflows


def parameters(function: object) -> list[str]:
    assert callable(function)
    return list(inspect.signature(function).parameters)


def test_names_that_stand_in_databases_stay() -> None:
    assert (engine.APPLICATION, engine.WORKFLOW_VERSION, engine.QUEUE) == ("truereach", "1", "vettings")
    assert workflows.VET == "vet"
    assert get_dbos_func_name(workflows.vet) == "vet"
    assert parameters(workflows.vet) == ["tenant_id", "vetting_id"]
    assert DBOSPortableJSONSerializer().name() == "portable_json"


def test_the_call_that_adopts_the_work_of_others_is_there() -> None:
    adopt = inspect.signature(DBOS._recover_pending_workflows)
    assert list(adopt.parameters) == ["executor_ids"]
    assert adopt.return_annotation == "List[WorkflowHandle[Any]]"


def test_the_other_calls_take_what_we_give_them() -> None:
    used = {
        DBOS.list_workflows: {"status", "executor_id", "workflow_ids", "load_input", "load_output"},
        DBOS.resume_workflow: {"workflow_id", "queue_name"},
        DBOS.register_queue_async: {"name", "worker_concurrency", "partition_concurrency", "polling_interval_sec"},
        DBOSClient.enqueue_in_transaction: {"options", "args"},
    }
    for call, names in used.items():
        assert names <= set(parameters(call)), call
