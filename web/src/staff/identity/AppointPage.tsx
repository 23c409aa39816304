// Appointing somebody: first where, then who and to which roles.
import { useState } from 'react'
import { Link } from 'wouter'
import { href, oneOf, reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getFacilities } from '../../api/limits/get-facilities.ts'
import { getStaff } from '../../api/limits/get-staff.ts'
import { postStaff } from '../../api/limits/post-staff.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { districtName } from '../../i18n/state-names.ts'
import { FACILITY_ROLES, type StaffRole } from '../../roles.ts'
import { useAccount } from '../../session/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { choices } from '../../ui/choices.tsx'
import type { Column } from '../../ui/columns.ts'
import { type Entered, Form } from '../../ui/Form.tsx'
import { phone, text } from '../../ui/fields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Filters, PlaceChoice, SearchField, useDistricts } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { appointableBy } from './appointing.ts'

const PATH = '/staff/people/new'
const readers = {
  facility: reader(getStaff.facility),
  state: reader(getFacilities.state),
  district: reader(getFacilities.district),
  office: oneOf('district', 'country'),
  q: reader(getFacilities.q),
}

export default function AppointPage() {
  const { t } = useText()
  const own = useAccount()
  const { filters } = useFilters(readers)
  const isCentre = !own.roles.some((role) => role === 'national-admin' || role === 'district-officer')
  const facility = isCentre ? own.facilityId : filters.facility
  return (
    <StaffPage title={t('staff.people.appoint')} back="/staff/people">
      {facility !== undefined ? (
        <ToFacility facilityId={facility} mayChoose={!isCentre} />
      ) : filters.office !== undefined ? (
        <ToOffice office={filters.office} />
      ) : (
        <Where />
      )}
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Answer<'GET /v1/facilities'>['items'][number]>[] = [
  { key: 'facilityId', text: ({ facilityId }) => facilityId },
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.facilities.name',
    draw: ({ facilityId, name }) => <Link href={href(PATH, { facility: facilityId })}>{name}</Link>,
  },
  { key: 'address', text: ({ address }) => address, header: 'staff.facilities.address' },
  {
    key: 'district',
    text: ({ district }) => district,
    header: 'staff.officials.district',
    draw: (row, { language }) => districtName(row, language),
  },
]

/** Where somebody is to work: a facility that is looked for, or an office. */
function Where() {
  const { t } = useText()
  const { roles, districtCell } = useAccount()
  const { filters, change } = useFilters(readers)
  const isNational = roles.includes('national-admin')
  const district = isNational ? filters.district : districtCell
  const place = district === undefined ? { state: filters.state } : { district }
  const list = useList('GET /v1/facilities', { q: filters.q, ...place, limit: 20 })
  return (
    <>
      {isNational && (
        <div className="list-actions">
          <ButtonLink kind="quiet" href={href(PATH, { office: 'district' })}>
            {t('staff.people.toDistrict')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={href(PATH, { office: 'country' })}>
            {t('staff.people.toCountry')}
          </ButtonLink>
        </div>
      )}
      <h2>{t('staff.people.where')}</h2>
      <Filters onSearch={(values) => change({ q: values('q') || undefined })}>
        <SearchField name="q" label={t('staff.facilities.q')} value={filters.q} />
        {isNational && <PlaceChoice state={filters.state} district={filters.district} onChoose={change} />}
      </Filters>
      <Listing
        stacks
        caption={t('staff.facilities.caption')}
        list={list}
        keyOf={({ facilityId }) => facilityId}
        file="facilities"
        columns={COLUMNS}
      />
    </>
  )
}

function ToFacility({ facilityId, mayChoose }: { facilityId: string; mayChoose: boolean }) {
  const { t } = useText()
  const { roles } = useAccount()
  const { data } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  const own = appointableBy(roles)
  return (
    <>
      <SummaryList
        rows={[
          {
            label: t('staff.people.place'),
            value: data ? `${data.name}, ${data.district}` : '…',
            ...(mayChoose && { changeHref: PATH }),
          },
        ]}
      />
      <Person roles={FACILITY_ROLES.filter((role) => own.includes(role))} place={() => ({ facilityId })} />
    </>
  )
}

function ToOffice({ office }: { office: 'district' | 'country' }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const district = useDistricts(filters.state).find(({ cell }) => cell === filters.district)
  const isDistrict = office === 'district'
  return (
    <>
      <SummaryList
        rows={[
          {
            label: t('staff.people.place'),
            value: isDistrict ? (district?.name ?? t('staff.people.chooseDistrict')) : t('staff.people.country'),
            changeHref: PATH,
          },
        ]}
      />
      {isDistrict && (
        <Filters>
          <PlaceChoice state={filters.state} district={filters.district} onChoose={change} />
        </Filters>
      )}
      {isDistrict ? (
        district && <Person roles={['district-officer']} place={() => ({ districtCell: district.cell })} />
      ) : (
        <Person roles={['national-admin']} place={() => ({})} />
      )}
    </>
  )
}

interface PersonProps {
  readonly roles: readonly StaffRole[]
  readonly place: () => { facilityId?: string; districtCell?: number }
}

function Person({ roles, place }: PersonProps) {
  const { t } = useText()
  const send = useSend('POST /v1/staff')
  const [appointed, setAppointed] = useState<string>()
  const only = roles.length === 1 ? roles : undefined
  const fields = [
    text(postStaff, 'name', { label: t('staff.people.name'), autoComplete: 'off' }),
    phone(postStaff, 'phone'),
    text(postStaff, 'password', {
      type: 'password',
      autoComplete: 'new-password',
      label: t('staff.people.password'),
      hint: t('staff.people.passwordHint'),
    }),
  ] as const
  const chosen = choices(postStaff, 'roles', {
    label: t('staff.people.roles'),
    options: roles.map((role) => ({ value: role, text: t(`staff.roles.${role}`) })),
  })
  const [name, number, password] = fields
  const appoint = async (person: Entered<typeof fields>, held: readonly StaffRole[]): Promise<void> => {
    await send.mutateAsync({ body: { ...person, roles: held, ...place() } })
    setAppointed(person.name)
  }
  if (appointed !== undefined) {
    return (
      <>
        <Notice kind="good" takesFocus title={t('staff.people.appointed', { name: appointed })}>
          <p>{t('staff.people.appointedNext')}</p>
        </Notice>
        <Button kind="quiet" onClick={() => setAppointed(undefined)}>
          {t('staff.people.another')}
        </Button>
      </>
    )
  }
  return (
    <div className="page">
      <Form
        fields={only ? fields : [...fields, chosen]}
        onSubmit={(person) => appoint(person, only ?? ('roles' in person ? person.roles : []))}
      >
        {name.input}
        {number.input}
        {only ? (
          <p>
            {t('staff.people.role')}: <strong>{t(`staff.roles.${only[0]}`)}</strong>
          </p>
        ) : (
          chosen.input
        )}
        {password.input}
        <Button>{t('staff.people.appointNow')}</Button>
      </Form>
    </div>
  )
}
