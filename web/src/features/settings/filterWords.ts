/** The words in a line that may hold several, parted by commas, semicolons or breaks. */
export const wordsIn = (line: string): string[] =>
  line
    .split(/[,;\uff0c\uff1b\u3001\n]+/)
    .map((word) => word.trim())
    .filter(Boolean)
