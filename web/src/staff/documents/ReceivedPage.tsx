// What families share with this doctor or this facility: whose documents, until when and what for, to open.
import type { ListItem } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import type { FileShown } from '../../files/AboutFile.tsx'
import { OpenFile } from '../../files/OpenFile.tsx'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Received = ListItem<'GET /v1/documents/received'>

interface Row extends Pick<Received, 'patientName' | 'purpose' | 'untilOn' | 'toKind' | 'grantId'> {
  readonly document: FileShown
}

export default function ReceivedPage() {
  const { t } = useText()
  const list = useList('GET /v1/documents/received', {})
  const toRows = (items: readonly Received[]): Row[] =>
    items.flatMap(({ documents, ...grant }) => documents.map((document) => ({ ...grant, document })))
  return (
    <StaffPage title={t('staff.files.received.title')}>
      <p className="soft">{t('staff.files.received.what')}</p>
      <Listing
        stacks
        caption={t('staff.files.received.title')}
        list={{
          ...list,
          items: list.items && toRows(list.items),
          all: async (signal, onRead) => toRows(await list.all(signal, onRead)),
        }}
        none={{ icon: 'share', title: t('staff.files.received.none'), text: t('staff.files.received.noneWhy') }}
        keyOf={({ grantId, document }) => `${grantId} ${document.documentId}`}
        file="documents-received"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'patient', text: ({ patientName }) => patientName, header: 'staff.files.received.patient' },
  { key: 'title', text: ({ document }) => document.title, header: 'staff.files.column.title' },
  {
    key: 'kind',
    text: ({ document }) => document.kind,
    header: 'staff.files.column.kind',
    draw: ({ document }, { t }) => t(`files.kinds.${document.kind}`),
  },
  { key: 'purpose', text: ({ purpose }) => purpose, header: 'staff.files.received.purpose' },
  {
    key: 'with',
    text: ({ toKind }) => toKind,
    header: 'staff.files.received.with',
    isDim: true,
    draw: ({ toKind }, { t }) => t(`staff.files.received.to.${toKind}`),
  },
  {
    key: 'until',
    text: ({ untilOn }) => untilOn,
    header: 'staff.files.received.until',
    draw: ({ untilOn }, { format }) => format.weekdayAndDay(untilOn),
  },
  {
    header: 'staff.files.column.acts',
    isControl: true,
    draw: ({ document }) => (
      <div className="row-actions">
        <OpenFile documentId={document.documentId} title={document.title ?? ''} />
      </div>
    ),
  },
]
