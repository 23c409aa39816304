// The vaccines of the programme.
import '../centre.css'
import { useFilters, words } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Filters, SearchField } from '../../lists/Filters.tsx'
import { Listing, rowsWith, wholeList } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

const COLUMNS: readonly Column<Answer<'GET /v1/vaccination/vaccines'>['items'][number]>[] = [
  {
    key: 'code',
    text: ({ code }) => code,
    header: 'staff.vaccines.code',
    draw: ({ code }) => <strong>{code}</strong>,
  },
  { key: 'course', text: ({ course }) => course, header: 'staff.vaccines.course' },
  { key: 'name', text: ({ name }) => name, header: 'staff.vaccines.name' },
  { key: 'manufacturer', text: ({ manufacturer }) => manufacturer, header: 'staff.vaccines.manufacturer' },
  { key: 'cvxCode', text: ({ cvxCode }) => cvxCode },
  { key: 'doses', text: ({ doses }) => doses, header: 'staff.vaccines.doses', isNumber: true },
  {
    key: 'intervalDaysMin',
    text: ({ intervalDaysMin }) => intervalDaysMin,
    header: 'staff.vaccines.interval',
    isNumber: true,
    draw: ({ intervalDaysMin, intervalDaysMax }, { format }) =>
      [intervalDaysMin, ...(intervalDaysMax === undefined ? [] : [intervalDaysMax])].map(format.number).join('–'),
  },
  { key: 'intervalDaysMax', text: ({ intervalDaysMax }) => intervalDaysMax },
  { key: 'ageYearsMin', text: ({ ageYearsMin }) => ageYearsMin, header: 'staff.vaccines.age', isNumber: true },
  {
    key: 'price',
    text: ({ pricePaise }) => pricePaise / 100,
    header: 'staff.vaccines.price',
    isNumber: true,
    draw: ({ pricePaise }, { format }) => format.money(pricePaise),
  },
]

export default function VaccinesPage() {
  const { t } = useText()
  const mayAdd = useMay('vaccine.register')
  const answer = useAnswer('GET /v1/vaccination/vaccines', {})
  const { data } = answer
  const { filters, change, clear } = useFilters({ q: words })
  const shown =
    data && rowsWith(data.items, filters.q, (one) => `${one.code} ${one.course} ${one.name} ${one.manufacturer}`)
  return (
    <StaffPage
      title={t('staff.vaccines.title')}
      actions={
        mayAdd && (
          <div className="day-moves">
            <ButtonLink kind="quiet" href="/staff/vaccines/courses/new">
              {t('staff.vaccines.addCourse')}
            </ButtonLink>
            <ButtonLink href="/staff/vaccines/new">
              <Icon name="plus" />
              {t('staff.vaccines.add')}
            </ButtonLink>
          </div>
        )
      }
    >
      <Listing
        filters={
          <Filters onClear={clear} onSearch={(values) => change({ q: values('q') || undefined })}>
            <SearchField name="q" label={t('staff.vaccines.q')} value={filters.q} />
          </Filters>
        }
        onClear={clear}
        stacks
        caption={t('staff.vaccines.title')}
        list={wholeList(shown, answer)}
        keyOf={({ code }) => code}
        file="vaccines"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}
