import { acceptedPictures } from '@/entities/media/pictureFiles'

/** What the server accepts, for the file dialog. */
export const acceptedVideos = 'video/mp4,video/quicktime,video/webm,.mp4,.mov,.webm'
export const acceptedFiles = `${acceptedPictures},${acceptedVideos}`

const pictureNames = /\.(jpe?g|png|webp|heic|heif|gif)$/i
const videoNames = /\.(mp4|m4v|mov|webm)$/i
const pictureTypes = /^image\/(jpeg|png|webp|heic|heif|gif)/
const videoTypes = /^video\/(mp4|quicktime|webm|x-m4v)/

/** Whether a file is a picture or a video that the server takes; null when neither. */
export function kindOf({ name, type }: Pick<File, 'name' | 'type'>): 'image' | 'video' | null {
  if (pictureTypes.test(type) || (!type && pictureNames.test(name))) return 'image'
  if (videoTypes.test(type) || (!type && videoNames.test(name))) return 'video'
  return null
}

/** A file that joins a note; text cards bring their words along as the description. */
export interface ChosenFile {
  file: File
  kind: 'image' | 'video'
  alt?: string
}

export interface Choice {
  taken: ChosenFile[]
  /** Why something was left out, as a message key below `publish.choose`. */
  refused: 'type' | 'mixed' | 'oneVideo' | 'tooMany' | null
}

/**
 * What of the chosen files joins a note that already holds some: up to `limit` pictures, or one video
 * with at most one picture as its cover.
 */
export function chooseFiles(
  files: readonly File[],
  present: { pictures: number; videos: number },
  limit: number,
): Choice {
  const known = files.flatMap((file): ChosenFile[] => {
    const kind = kindOf(file)
    return kind ? [{ file, kind }] : []
  })
  let refused: Choice['refused'] = known.length < files.length ? 'type' : null
  const videos = known.filter(({ kind }) => kind === 'video')
  const pictures = known.filter(({ kind }) => kind === 'image')
  if (present.videos > 0 || (videos.length > 0 && present.pictures === 0 && pictures.length === 0)) {
    const taken = present.videos > 0 ? [] : videos.slice(0, 1)
    if (videos.length > taken.length) refused = 'oneVideo'
    const covers = present.videos > 0 ? pictures.slice(0, Math.max(0, 1 - present.pictures)) : []
    if (pictures.length > covers.length) refused = 'mixed'
    return { taken: [...taken, ...covers], refused }
  }
  if (videos.length > 0) refused = 'mixed'
  const room = Math.max(0, limit - present.pictures)
  if (pictures.length > room) refused = 'tooMany'
  return { taken: pictures.slice(0, room), refused }
}
