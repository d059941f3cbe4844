/** One piece of a category's drawing, on a 64 px grid: `tone` a is lightest, c darkest; `line` is stroked. */
export interface Piece {
  d: string
  tone: 'a' | 'b' | 'c'
  line?: boolean
}

export interface Drawing {
  /** Degrees on the colour wheel (OKLCH). */
  hue: number
  pieces: readonly Piece[]
}

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`

const plain: Drawing = {
  hue: 10,
  pieces: [
    { tone: 'b', d: circle(32, 32, 20) },
    { tone: 'a', d: circle(26, 26, 6) },
  ],
}

const drawings: Readonly<Record<string, Drawing>> = {
  fashion: {
    hue: 350,
    pieces: [
      { tone: 'b', d: 'M23 9h5a4 4 0 0 0 8 0h5l5 12-6 5 8 28a60 60 0 0 1-32 0l8-28-6-5z' },
      { tone: 'a', d: 'M26 28h12l1 4H25z' },
      { tone: 'c', line: true, d: 'M26 38l-4 14M38 38l4 14M32 38v15' },
    ],
  },
  makeup: {
    hue: 15,
    pieces: [
      { tone: 'c', d: 'M23 36h18v18a2 2 0 0 1-2 2H25a2 2 0 0 1-2-2z' },
      { tone: 'a', d: 'M25 25h14v11H25z' },
      { tone: 'b', d: 'M27 25V15c0-4 6-7 10-7v17z' },
    ],
  },
  skincare: {
    hue: 190,
    pieces: [
      { tone: 'c', d: 'M27 8h10a2 2 0 0 1 2 2v8H25v-8a2 2 0 0 1 2-2z' },
      { tone: 'b', d: 'M26 18h12v6a8 8 0 0 1 8 8v18a6 6 0 0 1-6 6H24a6 6 0 0 1-6-6V32a8 8 0 0 1 8-8z' },
      { tone: 'a', d: 'M32 31c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z' },
    ],
  },
  stars: {
    hue: 75,
    pieces: [
      {
        tone: 'b',
        d: 'M30 10l6.500 14 15.500 2-11.500 10.500 3 15.500L30 44.500 16.500 52l3-15.500L8 26l15.500-2z',
      },
      { tone: 'c', d: 'M52 8l1.500 4.500L58 14l-4.500 1.500L52 20l-1.500-4.500L46 14l4.500-1.500z' },
      { tone: 'a', d: 'M30 20l3 7 7 1-5 5-5-2z' },
    ],
  },
  food: {
    hue: 45,
    pieces: [
      { tone: 'c', line: true, d: 'M22 22c-3-4 3-6 0-11M32 22c-3-4 3-6 0-11M42 22c-3-4 3-6 0-11' },
      { tone: 'b', d: 'M8 30h48c0 11-6 18-13 21v3H21v-3C14 48 8 41 8 30z' },
      { tone: 'a', d: 'M12 26h40a3 3 0 0 1 3 4H9a3 3 0 0 1 3-4z' },
    ],
  },
  travel: {
    hue: 220,
    pieces: [
      { tone: 'a', d: circle(46, 18, 8) },
      { tone: 'b', d: 'M4 52l18-30 12 19 7-9 19 20z' },
      { tone: 'c', d: 'M22 22l7 11-5 2-3-3-4 3-2-2z' },
    ],
  },
  home: {
    hue: 110,
    pieces: [
      { tone: 'b', d: 'M14 30h36v20a4 4 0 0 1-4 4H18a4 4 0 0 1-4-4z' },
      {
        tone: 'c',
        d: 'M29.500 10.500a4 4 0 0 1 5 0L56 28a2.500 2.500 0 0 1-1.500 4.500h-45A2.500 2.500 0 0 1 8 28z',
      },
      { tone: 'a', d: 'M27 54V42a5 5 0 0 1 10 0v12z' },
    ],
  },
  fitness: {
    hue: 145,
    pieces: [
      { tone: 'a', d: 'M20 29h24v6H20z' },
      {
        tone: 'b',
        d: 'M14 18h4a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3h-4a3 3 0 0 1-3-3V21a3 3 0 0 1 3-3zM46 18h4a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3h-4a3 3 0 0 1-3-3V21a3 3 0 0 1 3-3z',
      },
      { tone: 'c', d: 'M8 25v14a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3zM56 25a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3z' },
    ],
  },
  parenting: {
    hue: 60,
    pieces: [
      { tone: 'a', d: 'M27 14c0-4 2-7 5-7s5 3 5 7z' },
      { tone: 'c', d: 'M22 14h20a2 2 0 0 1 2 2v5H20v-5a2 2 0 0 1 2-2z' },
      { tone: 'b', d: 'M22 21h20l2 10v20a6 6 0 0 1-6 6H26a6 6 0 0 1-6-6V31z' },
      { tone: 'a', d: 'M20 40h24v11a6 6 0 0 1-6 6H26a6 6 0 0 1-6-6z' },
    ],
  },
  digital: {
    hue: 260,
    pieces: [
      { tone: 'c', d: 'M24 12h16l3 8H21z' },
      { tone: 'b', d: 'M12 18h40a5 5 0 0 1 5 5v25a5 5 0 0 1-5 5H12a5 5 0 0 1-5-5V23a5 5 0 0 1 5-5z' },
      { tone: 'a', d: circle(32, 35, 12) },
      { tone: 'c', d: circle(32, 35, 6) },
    ],
  },
  pets: {
    hue: 30,
    pieces: [
      { tone: 'b', d: 'M32 30c9 0 17 9 17 17 0 9-9 8-17 8s-17 1-17-8c0-8 8-17 17-17z' },
      {
        tone: 'c',
        d: `${circle(13, 28, 6)}${circle(25, 16, 6.5)}${circle(39, 16, 6.5)}${circle(51, 28, 6)}`,
      },
      { tone: 'a', d: 'M32 38c4 0 8 4 8 8s-4 4-8 4-8 0-8-4 4-8 8-8z' },
    ],
  },
  reading: {
    hue: 300,
    pieces: [
      { tone: 'b', d: 'M32 18C26 13 16 12 7 13v36c9-1 19 0 25 5z' },
      { tone: 'a', d: 'M32 18c6-5 16-6 25-5v36c-9-1-19 0-25 5z' },
      { tone: 'c', line: true, d: 'M38 26c4-2 8-3 13-3M38 35c4-2 8-3 13-3' },
    ],
  },
}

/** The drawing of a category; one that an operator added later has a plain one. */
export const drawingOf = (slug: string): Drawing => drawings[slug] ?? plain
