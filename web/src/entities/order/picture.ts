import type { Picture } from '@/ui/picture'

/** The picture of the thing as it was bought, kept with the order's line. */
export const linePicture = (line: { picture: unknown }): Picture | null => line.picture as Picture | null
