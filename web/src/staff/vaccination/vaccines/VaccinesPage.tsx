// The vaccines of the programme.
import { useFilters, words } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Filters, SearchField } from '../../lists/Filters.tsx'
import { ExportButton, Listing, rowsWith, wholeList } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'

export default function VaccinesPage() {
  const { t, format } = useText()
  const { roles } = useAccount()
  const answer = useAnswer('GET /v1/vaccination/vaccines', {})
  const { data } = answer
  const { filters, change } = useFilters({ q: words })
  const shown =
    data &&
    rowsWith(
      data.items,
      filters.q,
      ({ code, course, name, manufacturer }) => `${code} ${course} ${name} ${manufacturer}`,
    )
  const days = (min: number, max: number | undefined): string => {
    return max === undefined ? format.number(min) : `${format.number(min)}–${format.number(max)}`
  }
  return (
    <StaffPage
      title={t('staff.vaccines.title')}
      actions={
        roles.includes('national-admin') && (
          <div className="day-moves">
            <ButtonLink href="/staff/vaccines/new">{t('staff.vaccines.add')}</ButtonLink>
            <ButtonLink kind="quiet" href="/staff/vaccines/courses/new">
              {t('staff.vaccines.addCourse')}
            </ButtonLink>
          </div>
        )
      }
    >
      <Filters onSearch={(values) => change({ q: values('q') || undefined })}>
        <SearchField name="q" label={t('staff.vaccines.q')} value={filters.q} />
      </Filters>
      <Listing
        stacks
        caption={t('staff.vaccines.title')}
        list={wholeList(shown, answer)}
        keyOf={({ code }) => code}
        actions={
          <ExportButton
            name="vaccines"
            header={[
              'code',
              'course',
              'name',
              'manufacturer',
              'cvxCode',
              'doses',
              'intervalDaysMin',
              'intervalDaysMax',
              'ageYearsMin',
              'price',
            ]}
            read={async () =>
              (shown ?? []).map((vaccine) => [
                ...[vaccine.code, vaccine.course, vaccine.name, vaccine.manufacturer, vaccine.cvxCode, vaccine.doses],
                ...[vaccine.intervalDaysMin, vaccine.intervalDaysMax, vaccine.ageYearsMin, vaccine.pricePaise / 100],
              ])
            }
          />
        }
        columns={[
          { header: t('staff.vaccines.code'), cell: ({ code }) => <strong>{code}</strong> },
          { header: t('staff.vaccines.course'), cell: ({ course }) => course },
          { header: t('staff.vaccines.name'), cell: ({ name }) => name },
          { header: t('staff.vaccines.manufacturer'), cell: ({ manufacturer }) => manufacturer },
          { header: t('staff.vaccines.doses'), isNumber: true, cell: ({ doses }) => format.number(doses) },
          {
            header: t('staff.vaccines.interval'),
            isNumber: true,
            cell: ({ intervalDaysMin, intervalDaysMax }) => days(intervalDaysMin, intervalDaysMax),
          },
          { header: t('staff.vaccines.age'), isNumber: true, cell: ({ ageYearsMin }) => format.number(ageYearsMin) },
          { header: t('staff.vaccines.price'), isNumber: true, cell: ({ pricePaise }) => format.money(pricePaise) },
        ]}
      />
    </StaffPage>
  )
}
