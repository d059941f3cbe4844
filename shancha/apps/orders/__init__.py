"""Cart, checkout, orders, shipping, after-sales, reviews, settlement and attribution."""
