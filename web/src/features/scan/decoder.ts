import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import program from 'zxing-wasm/reader/zxing_reader.wasm?url'

const options: ReaderOptions = {
  formats: ['QRCode', 'EAN-13', 'EAN-8', 'UPC-A', 'UPC-E'],
  maxNumberOfSymbols: 1,
  tryHarder: true,
  tryInvert: true,
}

prepareZXingModule({ overrides: { locateFile: () => program } })

/** The text of the first code in a picture, or null. */
export async function readCode(image: Blob | ImageData): Promise<string | null> {
  const [found] = await readBarcodes(image, options)
  return found?.isValid ? found.text : null
}
