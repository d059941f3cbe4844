"""Whether somebody wrote a note while working for the store whose goods it is about."""

# `p` is the product, `n` the note. Who left counts too, for the time spent there: otherwise a store could
# hire somebody, let them praise, and part.
WRITTEN_BY_STAFF = """(exists (
        select 1 from mall_storestaff w
        where w.store_id = p.store_id and w.user_id = n.author_id and w.created_at <= n.published_at)
    or exists (
        select 1 from mall_stafftenure w
        where w.store_id = p.store_id and w.user_id = n.author_id
          and n.published_at between w.joined_at and w.left_at))"""
