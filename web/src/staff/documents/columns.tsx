// The columns of documents, as staff read them in the lists of a patient and of what is shared.
import { dayOf, type FileShown } from '../../files/AboutFile.tsx'
import { sizeOf } from '../../files/size.ts'
import type { Column } from '../../ui/columns.ts'

export const DOCUMENT: readonly Column<FileShown>[] = [
  { key: 'title', text: ({ title }) => title, header: 'staff.files.column.title' },
  {
    key: 'kind',
    text: ({ kind }) => kind,
    header: 'staff.files.column.kind',
    draw: ({ kind }, { t }) => t(`files.kinds.${kind}`),
  },
  {
    key: 'day',
    text: (document) => dayOf(document),
    header: 'staff.files.column.day',
    draw: (document, { format }) => format.day(dayOf(document)),
  },
  {
    key: 'origin',
    text: ({ origin }) => origin,
    header: 'staff.files.column.origin',
    isDim: true,
    draw: ({ origin }, { t }) => t(`files.origins.${origin}`),
  },
  {
    key: 'bytes',
    text: ({ sizeBytes }) => sizeBytes,
    header: 'staff.files.column.size',
    isNumber: true,
    draw: ({ sizeBytes }, words) => sizeOf(sizeBytes, words),
  },
]
