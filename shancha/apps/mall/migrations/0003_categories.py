"""The tree of goods every installation starts with, and the door against counting a sale twice."""

from django.db import migrations, models
from uuid_utils import compat

COSMETIC = ["净含量", "保质期", "注册或备案编号"]
FOOD = ["净含量", "配料", "保质期", "贮存条件"]
WEAR = ["材质"]
ELECTRIC = ["型号", "认证编号"]

# slug, names, field of notes, what its leaves have in common, leaves (slug, names, what differs)
TREE = [
    ("beauty-skincare", "护肤", "Skincare", "skincare",
     {"consumption_tax": "high_end_cosmetics", "required_parameters": COSMETIC, "commission_bp": 600}, [
        ("cleansers", "洁面卸妆", "Cleansers", {"consumption_tax": "none"}),
        ("toners", "化妆水", "Toners", {}),
        ("serums", "精华", "Serums", {}),
        ("creams", "乳液面霜", "Lotions and creams", {}),
        ("masks", "面膜", "Masks", {}),
        ("eye-care", "眼部护理", "Eye care", {}),
        ("sunscreen", "防晒", "Sunscreen", {}),
        ("skincare-sets", "护肤套装", "Skincare sets", {}),
    ]),
    ("beauty-makeup", "彩妆香氛", "Makeup and scent", "makeup",
     {"consumption_tax": "high_end_cosmetics", "required_parameters": COSMETIC, "commission_bp": 600}, [
        ("lipsticks", "唇妆", "Lips", {}),
        ("base-makeup", "底妆", "Base", {}),
        ("eye-makeup", "眼妆", "Eyes", {}),
        ("blush", "腮红修容", "Blush and contour", {}),
        ("nails", "美甲", "Nails", {}),
        ("perfume", "香水", "Perfume", {}),
        ("makeup-tools", "化妆工具", "Makeup tools", {"consumption_tax": "none", "required_parameters": []}),
    ]),
    ("personal-care", "个人护理", "Personal care", "skincare", {"required_parameters": ["净含量", "保质期"]}, [
        ("hair-care", "洗发护发", "Hair care", {}),
        ("body-care", "身体护理", "Body care", {}),
        ("oral-care", "口腔护理", "Oral care", {}),
        ("hygiene", "卫生用品", "Hygiene", {"return_class": "confirmed_only"}),
    ]),
    ("clothing", "服饰", "Clothing", "fashion", {"required_parameters": WEAR, "commission_bp": 800}, [
        ("womens-wear", "女装", "Women's wear", {}),
        ("mens-wear", "男装", "Men's wear", {}),
        ("underwear", "内衣袜子", "Underwear and socks", {"return_class": "confirmed_only"}),
        ("custom-wear", "定制服饰", "Made to measure", {"return_class": "custom_made"}),
    ]),
    ("shoes-bags", "鞋靴箱包", "Shoes and bags", "fashion", {"required_parameters": WEAR, "commission_bp": 800}, [
        ("shoes", "鞋靴", "Shoes", {}),
        ("bags", "箱包", "Bags", {}),
        ("accessories", "帽巾配饰", "Hats, scarves, accessories", {}),
        ("jewellery", "首饰", "Jewellery", {}),
        ("watches", "手表", "Watches", {}),
    ]),
    ("food-drink", "食品饮料", "Food and drink", "food",
     {"required_parameters": FOOD, "return_class": "confirmed_only"}, [
        ("snacks", "休闲零食", "Snacks", {}),
        ("tea-coffee", "茶与咖啡", "Tea and coffee", {}),
        ("staples", "粮油调味", "Staples and seasonings", {"vat_bp": 900}),
        ("fresh", "生鲜果蔬", "Fresh food", {
            "vat_bp": 900, "return_class": "perishable", "required_parameters": ["净含量", "贮存条件"]}),
        ("nutrition", "营养健康", "Nutrition", {}),
    ]),
    ("mother-baby", "母婴", "Mother and baby", "parenting", {"required_parameters": ["适用年龄"]}, [
        ("formula", "奶粉辅食", "Formula and baby food", {
            "required_parameters": ["适用年龄", "净含量", "保质期"], "return_class": "confirmed_only"}),
        ("diapers", "尿裤湿巾", "Nappies and wipes", {}),
        ("baby-wear", "童装童鞋", "Children's wear", {}),
        ("toys", "玩具", "Toys", {}),
        ("baby-gear", "出行喂养", "Gear and feeding", {}),
    ]),
    ("home-living", "家居", "Home", "home", {"required_parameters": WEAR}, [
        ("bedding", "床品家纺", "Bedding", {}),
        ("kitchen", "厨具餐具", "Kitchen and table", {}),
        ("home-scent", "香薰蜡烛", "Home scent", {}),
        ("decor", "装饰摆件", "Decoration", {}),
        ("storage", "收纳清洁", "Storage and cleaning", {}),
        ("furniture", "家具灯具", "Furniture and lamps", {}),
    ]),
    ("digital-goods", "数码家电", "Digital and appliances", "digital",
     {"required_parameters": ELECTRIC, "commission_bp": 300}, [
        ("headphones", "耳机音箱", "Headphones and speakers", {}),
        ("phone-gear", "手机配件", "Phone accessories", {"required_parameters": ["型号"]}),
        ("cameras", "摄影摄像", "Cameras", {}),
        ("small-appliances", "小家电", "Small appliances", {}),
        ("beauty-devices", "美容仪器", "Beauty devices", {}),
        ("software-codes", "软件与兑换码", "Software and codes", {
            "required_parameters": [], "return_class": "opened_digital"}),
    ]),
    ("sport-outdoor", "运动户外", "Sport and outdoors", "fitness", {"required_parameters": WEAR}, [
        ("sportswear", "运动服饰", "Sportswear", {}),
        ("yoga-fitness", "瑜伽健身", "Yoga and fitness", {}),
        ("camping", "露营徒步", "Camping and hiking", {}),
        ("cycling", "骑行", "Cycling", {}),
    ]),
    ("pet-goods", "宠物用品", "Pet supplies", "pets", {}, [
        ("pet-food", "宠物食品", "Pet food", {"required_parameters": ["净含量", "保质期"]}),
        ("pet-care", "宠物用具", "Pet care", {}),
    ]),
    ("books-culture", "图书文创", "Books and stationery", "reading", {"commission_bp": 300}, [
        ("books", "图书", "Books", {"vat_bp": 900, "required_parameters": ["作者", "出版社"]}),
        ("magazines", "报纸期刊", "Newspapers and magazines", {"vat_bp": 900, "return_class": "newspaper"}),
        ("stationery", "文具手帐", "Stationery", {}),
        ("gifts", "礼品文创", "Gifts", {}),
    ]),
]


def plant(apps, schema_editor):
    """Makes the tree, root by root."""
    category = apps.get_model("mall", "Category")
    for place, (slug, chinese, english, notes, common, leaves) in enumerate(TREE, 1):
        root_id = compat.uuid7()
        category.objects.create(
            id=root_id, slug=slug, name_zh=chinese, name_en=english, position=place, path=[root_id],
            note_category_slug=notes, commission_bp=common.get("commission_bp", 500),
        )
        rows = []
        for position, (leaf_slug, leaf_zh, leaf_en, own) in enumerate(leaves, 1):
            leaf_id = compat.uuid7()
            rows.append(category(
                id=leaf_id, parent_id=root_id, slug=leaf_slug, name_zh=leaf_zh, name_en=leaf_en,
                position=position, path=[root_id, leaf_id], note_category_slug=notes, **{**common, **own},
            ))
        category.objects.bulk_create(rows)


class Migration(migrations.Migration):

    dependencies = [
        ('mall', '0002_shopping'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='stockmovement',
            index=models.Index(condition=models.Q(('reason__in', ['sale', 'cancel'])), fields=['at'], name='mall_movement_sold'),
        ),
        migrations.AddConstraint(
            model_name='stockmovement',
            constraint=models.UniqueConstraint(condition=models.Q(('reference_id__isnull', False)), fields=('reference_id', 'reason', 'variant', 'warehouse'), name='mall_movement_once'),
        ),
        migrations.RunPython(plant, migrations.RunPython.noop),
    ]
