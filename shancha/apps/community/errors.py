"""What the community refuses, each with a stable code."""

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class UploadNotFoundError(ProblemError):
    """No such upload of this member, or it has expired."""

    code = "community.upload_not_found"
    status = 404
    detail = bilingual(
        "这个上传不存在或已过期，请重新上传", "This upload does not exist or has expired; please start again"
    )


class UploadTooLargeError(ProblemError):
    """The announced size is beyond the limit for its kind."""

    code = "community.upload_too_large"
    status = 413
    detail = bilingual("文件太大了", "The file is too large")


class UploadChunkTooLargeError(ProblemError):
    """One PATCH carries more than the server takes at a time."""

    code = "community.upload_chunk_too_large"
    status = 413
    detail = bilingual(
        "单次上传的分片太大，请使用 8 MB 以内的分片", "This piece is too large; send at most 8 MB at a time"
    )


class UploadQuotaError(ProblemError):
    """The member has too many unfinished uploads."""

    code = "community.upload_quota"
    status = 429
    detail = bilingual(
        "未完成的上传太多了，请先完成或取消一些", "Too many unfinished uploads; finish or cancel some first"
    )


class UploadOffsetError(ProblemError):
    """The piece does not begin where the upload ends; ask with HEAD and continue from there."""

    code = "community.upload_offset"
    status = 409
    detail = bilingual(
        "上传位置不一致，请从服务器记录的位置继续", "The piece does not start where the upload ends"
    )


class UploadBusyError(ProblemError):
    """Another request is writing to the same upload."""

    code = "community.upload_busy"
    status = 423
    detail = bilingual("这个文件正在上传中，请稍后再试", "This upload is being written to; please retry")


class UploadChecksumError(ProblemError):
    """The piece arrived damaged and was dropped (tus: 460)."""

    code = "community.upload_checksum"
    status = 460
    detail = bilingual(
        "这一段数据在传输中损坏，请重新发送", "The piece was damaged on its way; please send it again"
    )


class UploadProtocolError(ProblemError):
    """The request does not follow tus 1.0.0."""

    code = "community.upload_protocol"
    status = 412
    detail = bilingual(
        "不支持的上传协议版本，需要 tus 1.0.0", "Unsupported upload protocol; tus 1.0.0 is needed"
    )


class UploadMediaTypeError(ProblemError):
    """A piece must be sent as application/offset+octet-stream."""

    code = "community.upload_media_type"
    status = 415
    detail = bilingual(
        "分片的类型应为 application/offset+octet-stream", "Send pieces as application/offset+octet-stream"
    )


class UploadIncompleteError(ProblemError):
    """The file has not arrived whole."""

    code = "community.upload_incomplete"
    status = 409
    detail = bilingual("文件还没有上传完整", "The file has not arrived completely")


class VideoUnreadableError(ProblemError):
    """The bytes are no video of an accepted kind, or are broken."""

    code = "community.video_unreadable"
    status = 422
    detail = bilingual(
        "无法读取这个视频，请使用 MP4、MOV 或 WebM", "This video can't be read; use MP4, MOV or WebM"
    )


class VideoTooLongError(ProblemError):
    """Longer than the operator allows."""

    code = "community.video_too_long"
    status = 422
    detail = bilingual("视频太长了", "The video is too long")


class AssetNotFoundError(ProblemError):
    """No such picture or video of this member."""

    code = "community.asset_not_found"
    status = 404
    detail = bilingual("图片或视频不存在", "No such picture or video")


class AssetRetryError(ProblemError):
    """Only a failed asset whose upload is still kept can be tried again."""

    code = "community.asset_retry"
    status = 409
    detail = bilingual("无法重试，请重新上传", "This can't be retried; please upload again")


class AssetNotReadyError(ProblemError):
    """The picture or video failed to process, or is still being worked on where it must be ready."""

    code = "community.asset_not_ready"
    status = 409
    detail = bilingual("有图片或视频尚未处理完成", "A picture or video is not ready yet")


class DraftNotFoundError(ProblemError):
    """No such draft of this member."""

    code = "community.draft_not_found"
    status = 404
    detail = bilingual("草稿不存在或已发布", "No such draft; it may have been published")


class DraftConflictError(ProblemError):
    """Another device saved in between; `theirs` holds the stored draft."""

    code = "community.draft_conflict"
    status = 409
    detail = bilingual("这篇草稿已在另一台设备上修改", "This draft was changed on another device")


class DraftLimitError(ProblemError):
    """Too many drafts."""

    code = "community.draft_limit"
    status = 409
    detail = bilingual("草稿太多了，请先删除一些", "Too many drafts; delete some first")


class NoteInvalidError(ProblemError):
    """The draft can't be published as it is; `fields` says why."""

    code = "community.note_invalid"
    status = 422
    detail = bilingual(
        "还不能发布，请先补充或修改标出的内容", "Not ready to publish; please complete what is marked"
    )


class NoteNotFoundError(ProblemError):
    """The note does not exist, or the asker may not see it."""

    code = "community.note_not_found"
    status = 404
    detail = bilingual("笔记不存在或已被删除", "The note does not exist or has been deleted")


class AltRefusedError(ProblemError):
    """Screening refused, or would hold, a picture's description."""

    code = "community.alt_refused"
    status = 422
    detail = bilingual(
        "图片描述含有平台规则不允许的信息，请修改",
        "The description breaks the platform's rules; please change it",
    )


class NoteBlockedError(ProblemError):
    """Screening refused the text."""

    code = "community.note_blocked"
    status = 422
    detail = bilingual(
        "内容含有平台规则不允许的信息，请修改后再发布",
        "The text breaks the platform's rules; please change it",
    )


class NoteUnavailableError(ProblemError):
    """The note is not public, so it can't be acted on so."""

    code = "community.note_unavailable"
    status = 409
    detail = bilingual("这篇笔记目前不能这样操作", "This can't be done with the note in its present state")


class OwnNoteError(ProblemError):
    """Something that only others may do to a note."""

    code = "community.own_note"
    status = 409
    detail = bilingual("不能对自己的笔记这样操作", "You can't do this to your own note")


class BoardNotFoundError(ProblemError):
    """The board does not exist, or the asker may not see it."""

    code = "community.board_not_found"
    status = 404
    detail = bilingual("专辑不存在", "No such board")


class BoardInvalidError(ProblemError):
    """A board can't be as asked; `fields` says why."""

    code = "community.board_invalid"
    status = 422
    detail = bilingual("专辑信息填写不正确", "The board is not described correctly")


class BoardNameTakenError(ProblemError):
    """The member has a board of that name."""

    code = "community.board_name_taken"
    status = 409
    detail = bilingual("已有同名专辑", "You already have a board of this name")


class BoardLimitError(ProblemError):
    """Too many boards."""

    code = "community.board_limit"
    status = 409
    detail = bilingual("专辑数量已达上限", "You have reached the limit of boards")


class DefaultBoardError(ProblemError):
    """The default board can't be deleted."""

    code = "community.default_board"
    status = 409
    detail = bilingual("默认专辑不能删除", "The default board can't be deleted")


class ShareNotFoundError(ProblemError):
    """No such trace code."""

    code = "community.share_not_found"
    status = 404
    detail = bilingual("分享链接无效", "The share link is not valid")


class CommentEmptyError(ProblemError):
    """A comment needs words or a picture."""

    code = "community.comment_empty"
    status = 422
    detail = bilingual("写点什么再发送吧", "Write something first")


class CommentTooLongError(ProblemError):
    """More than a thousand characters."""

    code = "community.comment_too_long"
    status = 422
    detail = bilingual("评论最多 1000 个字", "A comment holds at most 1000 characters")


class CommentBlockedError(ProblemError):
    """Screening refused the text; nothing was stored, and the writer keeps the words."""

    code = "community.comment_blocked"
    status = 422
    detail = bilingual(
        "评论里有平台规则不允许的内容，请修改后再发",
        "The comment breaks the platform's rules; please change it",
    )


class CommentRepeatedError(ProblemError):
    """The same words too often within an hour."""

    code = "community.comment_repeated"
    status = 429
    detail = bilingual("同样的话已经发过几次了，换个说法吧", "You have posted the same words several times")


class CommentsClosedError(ProblemError):
    """The author closed the comments of this note."""

    code = "community.comments_closed"
    status = 403
    detail = bilingual("作者关闭了评论", "The author has closed comments")


class CommentsFollowersOnlyError(ProblemError):
    """Only the author's followers may comment here."""

    code = "community.comments_followers_only"
    status = 403
    detail = bilingual("关注作者后才能评论", "Follow the author to comment")


class CommentGoneError(ProblemError):
    """The comment to answer is no longer there."""

    code = "community.comment_gone"
    status = 409
    detail = bilingual("要回复的评论已经不在了", "The comment you answer is no longer there")


class CommentNotFoundError(ProblemError):
    """No such comment, or the asker may not see it."""

    code = "community.comment_not_found"
    status = 404
    detail = bilingual("评论不存在或已被删除", "The comment does not exist or has been deleted")


class CommentNotYoursError(ProblemError):
    """Only its writer or the note's author may do this."""

    code = "community.comment_not_yours"
    status = 403
    detail = bilingual("你不能这样操作这条评论", "You may not do this to the comment")


class CommentPinError(ProblemError):
    """Only a public comment of the first level can be pinned."""

    code = "community.comment_pin"
    status = 409
    detail = bilingual("只有公开的一级评论可以置顶", "Only a public top-level comment can be pinned")


class FilterWordsInvalidError(ProblemError):
    """Too many words, or one that is too long or has no letter."""

    code = "community.filter_words_invalid"
    status = 422
    detail = bilingual("屏蔽词最多 100 个，每个最多 30 个字", "At most 100 words of at most 30 characters")


class TopicNotFoundError(ProblemError):
    """No such topic."""

    code = "community.topic_not_found"
    status = 404
    detail = bilingual("话题不存在", "No such topic")


class TopicNotFollowedError(ProblemError):
    """Only what one follows can be set louder or quieter."""

    code = "community.topic_not_followed"
    status = 409
    detail = bilingual("先关注这个话题", "Follow the topic first")


class TopicBannedError(ProblemError):
    """The topic may not be used."""

    code = "community.topic_banned"
    status = 422
    detail = bilingual("这个话题不能使用，请换一个", "This topic may not be used; choose another")


class TopicNameInvalidError(ProblemError):
    """A name with at least one letter and at most thirty characters is needed."""

    code = "community.topic_name_invalid"
    status = 422
    detail = bilingual(
        "话题名称最多 30 个字，且要包含文字", "A topic's name has at most 30 characters and some letters"
    )


class TopicNameTakenError(ProblemError):
    """Another topic has this name."""

    code = "community.topic_name_taken"
    status = 409
    detail = bilingual("已有同名话题，可以合并", "A topic of this name exists; merge them instead")


class TopicHostOnlyError(ProblemError):
    """Only the topic's host, or an operator, speaks for it."""

    code = "community.topic_host_only"
    status = 403
    detail = bilingual("只有话题主持人可以发布公告", "Only the topic's host can announce something")


class TopicAnnouncementError(ProblemError):
    """The announcement breaks a rule."""

    code = "community.topic_announcement"
    status = 422
    detail = bilingual("公告含有平台规则不允许的内容", "This breaks the platform's rules")


class TopicPinError(ProblemError):
    """Five notes at most are pinned, each public in the topic."""

    code = "community.topic_pin"
    status = 422
    detail = bilingual(
        "最多置顶 5 篇，且都要是这个话题里公开的笔记", "Pin at most five notes that are public in the topic"
    )


class TopicChangeError(ProblemError):
    """The topic can't be changed so, such as merged into itself."""

    code = "community.topic_change"
    status = 409
    detail = bilingual("不能这样修改话题", "The topic can't be changed so")
