"""The demo world."""

# The facts that tell a world in the making from a finished one.
STARTED, FINISHED = "demo.started", "demo.finished"

# Who runs the demo, unless the environment names somebody.
OPERATOR = {
    "SHANCHA_OPERATOR_NAME": "上海山茶集网络科技有限公司（演示）",
    "SHANCHA_OPERATOR_ADDRESS": "上海市徐汇区花溪路 88 号 3 楼",
    "SHANCHA_OPERATOR_EMAIL": "service@shancha.example",
    "SHANCHA_SERVICE_HOURS": "9:00–21:00",
}
