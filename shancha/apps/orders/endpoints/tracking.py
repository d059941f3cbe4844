"""Tracking providers call back."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from shancha.apps.orders.services.tracking import take_notice
from shancha.kit.http import json_response

router = Router(tags=["orders"])


@router.post("/tracking/callbacks/{provider}", auth=None, include_in_schema=False)
def receive_tracking_notice(request: HttpRequest, provider: str) -> HttpResponse:
    """Where a parcel is, told by a provider. It has no session: its signature is the proof. Not for clients,
    so not in the description. The answer is the one that 快递100 waits for."""
    take_notice(provider_name=provider, form=request.POST.dict())
    return json_response({"result": True, "returnCode": "200", "message": "成功"})
