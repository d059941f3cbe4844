import orjson
from django.db import migrations, models

from shancha.kit.crypto import EncryptedTextField, decrypt, encrypt

PARTS = ("receiver", "phone", "detail")


def put_together(apps, schema_editor):
    address_model = apps.get_model("orders", "Address")
    for address in address_model.objects.iterator(chunk_size=1000):
        parts = {name: getattr(address, name) for name in PARTS}
        address.contact = encrypt(orjson.dumps(parts).decode())
        address.save(update_fields=["contact"])


def take_apart(apps, schema_editor):
    address_model = apps.get_model("orders", "Address")
    for address in address_model.objects.iterator(chunk_size=1000):
        for name, part in orjson.loads(decrypt(address.contact)).items():
            setattr(address, name, part)
        address.save(update_fields=PARTS)


class Migration(migrations.Migration):
    dependencies = [("orders", "0011_store_touches")]

    operations = [
        migrations.AddField("address", "contact", models.TextField(default="")),
        *(
            migrations.AlterField("address", name, EncryptedTextField(default=""))
            for name in PARTS
        ),
        migrations.RunPython(put_together, take_apart),
        *(migrations.RemoveField("address", name) for name in PARTS),
        migrations.AlterField("address", "contact", models.TextField()),
    ]
