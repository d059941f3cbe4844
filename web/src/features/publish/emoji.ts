/** Emoji that notes about life and things use most, by group. */
export const emoji = {
  faces: '😀😄😁😆😅😂🤣😊😇🙂😉😍🥰😘😋😜🤪🤗🤭🤔😏😌😴🥱😪😮😳🥺😢😭😤😡🤯😱🥳😎🤓🥹🫠🫶',
  hands: '👍👎👏🙌🙏🤝✌🤞🤟👌🤏👉👈👆👇✋👋💪🫰❤🧡💛💚💙💜🤍🖤💔💕💯',
  things: '✨🔥🎉🎁🎀🌟⭐💡📌📍📷🎬🎵📚🖊💄💅👗👠👜🧴🧼🕯🛍💰🏷🛒📦🏠🛋🚗✈🧳⏰',
  food: '🍵☕🧋🍰🧁🍓🍑🍒🍉🍋🥑🍅🌶🥕🍞🥐🍳🥗🍜🍲🍣🍱🥟🍤🍕🍔🍟🍦🍫🍷🍻',
  nature: '🌸🌷🌹🌺🌻🌿🍀🍁🍂🌵🌴🌊⛰🏔🏕🌅🌈☀🌤⛅🌧❄🌙🐱🐶🐰🐼🦊🐥🦋',
} as const

export type EmojiGroup = keyof typeof emoji
export const emojiGroups = Object.keys(emoji) as EmojiGroup[]

/** The emoji of a group, one by one. */
export const emojiOf = (group: EmojiGroup): string[] =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(emoji[group])].map(
    ({ segment }) => segment,
  )
