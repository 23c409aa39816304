// The documents of the demo: a few real files of its citizen, made here byte by byte and sent through the API.
import { crc32, deflateSync } from 'node:zlib'
import { addDays } from '../../platform/clock.ts'
import type { Demo, DemoApi, ModuleDemo } from '../../platform/demo.ts'

interface File {
  readonly kind: string
  readonly title: string
  readonly mediaType: string
  readonly bytes: Buffer
}

const FILES: readonly File[] = [
  {
    ...{ kind: 'history', title: 'Vaccinations as a child', mediaType: 'application/pdf' },
    bytes: toPdf(['Vaccinations as a child', 'BCG, 3 March 1990', 'Measles, 11 January 1991', 'Copied from the card']),
  },
  {
    ...{ kind: 'discharge', title: 'Discharge letter 2019', mediaType: 'application/pdf' },
    bytes: toPdf(['Discharge letter', 'Admitted 4 June 2019, left 7 June 2019', 'Appendectomy without complications']),
  },
  { ...{ kind: 'imaging', title: 'X-ray of the left hand', mediaType: 'image/png' }, bytes: toPng(160, 200) },
]

async function seed(demo: Demo): Promise<void> {
  await demo.as('citizen', async (api) => {
    const { items } = await api.get<{ items: { patientId: string }[] }>('/v1/patients')
    const patientId = items[0]?.patientId
    if (patientId === undefined) return
    const listed = await api.get<{ items: { title: string }[] }>(`/v1/documents?patient=${patientId}&limit=100`)
    const known = new Set(listed.items.map(({ title }) => title))
    for (const file of FILES) if (!known.has(file.title)) await add(api, patientId, file)
    await share(api, patientId, demo)
  })
}

/** Lets the hospital of the demo read the discharge letter for a month. */
async function share(api: DemoApi, patientId: string, { hospital, today }: Demo): Promise<void> {
  const grants = '/v1/documents/grants'
  const given = await api.get<{ items: object[] }>(`${grants}?patient=${patientId}`)
  const url = `/v1/documents?patient=${patientId}&kind=discharge&limit=1`
  const [letter] = (await api.get<{ items: { documentId: string }[] }>(url)).items
  if (given.items.length > 0 || !letter) return
  const body = {
    patientId,
    documentId: letter.documentId,
    toFacilityId: hospital.facilityId,
    untilOn: addDays(today, 30),
  }
  await api.send('POST', grants, { ...body, purpose: 'A second opinion' })
}

async function add(api: DemoApi, patientId: string, { bytes, ...file }: File): Promise<void> {
  const asked = { ...file, patientId, sizeBytes: bytes.length }
  const { uploadId } = await api.send<{ uploadId: string }>('POST', '/v1/documents', asked)
  const upload = `/v1/documents/uploads/${uploadId}`
  await api.send('PUT', `${upload}?offset=0`, bytes)
  await api.send('POST', `${upload}/completion`, {})
}

export const demo: ModuleDemo = { seed }

/** A page of A4 with lines of text. */
export function toPdf(lines: readonly string[]): Buffer {
  const text = lines.map((line, nth) => `1 0 0 1 60 ${780 - nth * 28} Tm (${line.replaceAll(/[()\\]/g, '\\$&')}) Tj`)
  const stream = `BT /F1 16 Tf ${text.join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, nth) => {
    const at = file.length
    file += `${nth + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const tail = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file + table + tail, 'latin1')
}

/** A picture in grey: bright bones on a dark ground. */
export function toPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bone = Math.max(0, Math.cos((x / width) * Math.PI * 8)) * Math.max(0.15, 1 - y / height)
      rows[y * (width + 1) + 1 + x] = Math.round(30 + 200 * bone)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(8, 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    toChunk('IHDR', head),
    toChunk('IDAT', deflateSync(rows)),
    toChunk('IEND', Buffer.alloc(0)),
  ])
}

function toChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), chunk.length - 4)
  return chunk
}
