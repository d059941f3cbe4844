/** What the server accepts, for the file dialog. Names too, because some systems know no type for HEIC. */
export const acceptedPictures = 'image/jpeg,image/png,image/webp,image/heic,image/heif,image/gif,.heic,.heif'

/** Kept whole: GIFs are small and lose by drawing, and HEIC the server reads better than most browsers. */
export const isSentAsIs = ({ name, type }: { name: string; type: string }): boolean =>
  /gif|hei[cf]/.test(type) || /\.(gif|hei[cf])$/i.test(name)
