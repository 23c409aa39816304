// The registers of Schedules H1 and X of a period, for inspection: on the screen, on paper, and as a file.
import { SegmentedControl } from '@mantine/core'
import { day, oneOf, useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useList } from '../../../api/lists.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Filters, SearchField } from '../../lists/Filters.tsx'
import { Listing } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

const REGISTERS = ['H1', 'X'] as const
const PERIOD_DAYS = 30
const readers = { register: oneOf(...REGISTERS), from: day, until: day }
const dayOr = (text: string): string | undefined => day(text)

type Entry = Answer<'GET /v1/registers/{register}'>['items'][number]

const COLUMNS: readonly Column<Entry>[] = [
  {
    key: 'number',
    text: ({ year, number }) => `${number}/${year}`,
    header: 'staff.dispensing.registers.number',
  },
  {
    key: 'enteredAt',
    text: ({ enteredAt }) => enteredAt,
    header: 'staff.dispensing.registers.at',
    draw: ({ enteredAt }, { format }) => format.instant(enteredAt),
  },
  {
    key: 'patient',
    text: ({ patientName, patientAddress }) => `${patientName}, ${patientAddress}`,
    header: 'staff.dispensing.column.patient',
  },
  {
    key: 'prescriber',
    text: ({ prescriber, prescriberAddress }) => `${prescriber}, ${prescriberAddress}`,
    header: 'staff.dispensing.registers.prescriber',
  },
  { key: 'item', text: ({ itemName }) => itemName, header: 'staff.dispensing.column.medicine' },
  {
    key: 'quantity',
    text: ({ quantity }) => quantity,
    header: 'staff.dispensing.column.quantity',
    isNumber: true,
  },
  {
    key: 'lot',
    text: ({ lot, maker, expiresOn }) => `${lot}, ${maker}, ${expiresOn}`,
    header: 'staff.stock.lot',
    draw: ({ lot, maker, expiresOn }, { format }) => `${lot}, ${maker}, ${format.day(expiresOn)}`,
  },
  {
    key: 'reference',
    text: ({ prescriptionReference }) => prescriptionReference,
    header: 'staff.dispensing.column.reference',
    isDim: true,
  },
]

export default function RegistersPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters(readers)
  const { register = 'H1', from = addDays(today(), -PERIOD_DAYS), until = today() } = filters
  const list = useList('GET /v1/registers/{register}', { facility: facilityId, from, until, limit: 100 }, { register })
  const caption = t('staff.dispensing.registers.caption', {
    name: register,
    from: format.day(from),
    until: format.day(until),
  })
  return (
    <StaffPage
      title={t('staff.dispensing.registers.title')}
      actions={
        <div className="list-actions no-print">
          <Button kind="quiet" onClick={() => print()}>
            <Icon name="printer" />
            {t('staff.dispensing.registers.print')}
          </Button>
        </div>
      }
    >
      <p>{caption}</p>
      <Listing
        filters={
          <Filters onSearch={(values) => change({ from: dayOr(values('from')), until: dayOr(values('until')) })}>
            <SegmentedControl
              aria-label={t('staff.dispensing.registers.which')}
              value={register}
              onChange={(value) => change({ register: REGISTERS.find((one) => one === value) })}
              data={REGISTERS.map((value) => ({ value, label: t('staff.dispensing.schedule', { name: value }) }))}
            />
            <SearchField name="from" type="date" label={t('staff.dispensing.registers.from')} value={from} />
            <SearchField name="until" type="date" label={t('staff.dispensing.registers.until')} value={until} />
          </Filters>
        }
        none={{
          ...{ icon: 'book', title: t('staff.dispensing.registers.none') },
          text: t('staff.dispensing.registers.noneWhy'),
        }}
        caption={caption}
        list={list}
        keyOf={({ year, number }) => `${year} ${number}`}
        file={`register-${register}`}
        columns={COLUMNS}
      />
    </StaffPage>
  )
}
