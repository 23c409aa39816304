// Offering a person roles: first the place, then the person and the roles.
import { useState } from 'react'
import { Link } from 'wouter'
import { href, oneOf, reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getChains } from '../../api/limits/get-chains.ts'
import { getFacilities } from '../../api/limits/get-facilities.ts'
import { getStaff } from '../../api/limits/get-staff.ts'
import { postStaff } from '../../api/limits/post-staff.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { districtName } from '../../i18n/state-names.ts'
import type { Workplace } from '../../session/account.ts'
import { useWorkplace } from '../../session/session.ts'
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

const PATH = '/staff/people/new'
const OFFICES = ['chain', 'district', 'nation'] as const
type Office = (typeof OFFICES)[number]
type StaffRole = Workplace['appoints'][number]['role']
const readers = {
  facility: reader(getStaff.facility),
  state: reader(getFacilities.state),
  district: reader(getFacilities.district),
  office: oneOf(...OFFICES),
  q: reader(getFacilities.q),
}

export default function AppointPage() {
  const { t } = useText()
  const own = useWorkplace()
  const { filters } = useFilters(readers)
  const isCentre = own?.kind === 'facility'
  const facility = isCentre ? own.facilityId : filters.facility
  return (
    // With the place chosen, another question stands here: its heading takes the focus of the link that has gone.
    <StaffPage key={facility ?? filters.office} title={t('staff.people.appoint')} back="/staff/people">
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

/** The place where the person will work: a facility to search for, or an office. */
function Where() {
  const { t } = useText()
  const own = useWorkplace()
  const { filters, change } = useFilters(readers)
  const isNational = own?.kind === 'nation'
  const district = isNational ? filters.district : own?.districtCell
  const offices = OFFICES.filter((office) => own?.appoints.some(({ kind }) => kind === office))
  const place = { chain: own?.chainId, ...(district === undefined ? { state: filters.state } : { district }) }
  const list = useList('GET /v1/facilities', { q: filters.q, ...place, limit: 20 })
  return (
    <>
      {offices.length > 0 && (
        <div className="list-actions">
          {offices.map((office) => (
            <ButtonLink key={office} kind="quiet" href={href(PATH, { office })}>
              {t(`staff.people.to.${office}`)}
            </ButtonLink>
          ))}
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
  const { data } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
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
      <Person roles={useAppointable('facility')} place={{ facilityId }} />
    </>
  )
}

/** The roles that this user may give at this kind of place. */
function useAppointable(kind: 'facility' | Office): readonly StaffRole[] {
  const own = useWorkplace()
  return own?.appoints.flatMap((one) => (one.kind === kind ? [one.role] : [])) ?? []
}

interface Chosen {
  readonly place: PersonProps['place']
  readonly name: string
}

function ToOffice({ office }: { office: Office }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const roles = useAppointable(office)
  const district = useDistricts(filters.state).find(({ cell }) => cell === filters.district)
  const [chain, setChain] = useState<Chosen>()
  const chosen: Partial<Record<Office, Chosen | undefined>> = {
    chain,
    district: district && { place: { districtCell: district.cell }, name: district.name },
    nation: { place: {}, name: t('staff.people.country') },
  }
  const { place, name = t(`staff.people.choose.${office}`) } = chosen[office] ?? {}
  return (
    <>
      <SummaryList rows={[{ label: t('staff.people.place'), value: name, changeHref: PATH }]} />
      {office === 'district' && (
        <Filters>
          <PlaceChoice state={filters.state} district={filters.district} onChoose={change} />
        </Filters>
      )}
      {office === 'chain' && !chain && <Chains onChoose={setChain} />}
      {place && <Person roles={roles} place={place} />}
    </>
  )
}

function Chains({ onChoose }: { onChoose: (chain: Chosen) => void }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const list = useList('GET /v1/chains', { q: filters.q, limit: 20 })
  const columns: readonly Column<Answer<'GET /v1/chains'>['items'][number]>[] = [
    {
      key: 'name',
      text: ({ name }) => name,
      header: 'staff.people.chain',
      draw: ({ chainId, name }) => (
        <Button kind="quiet" onClick={() => onChoose({ place: { chainId }, name })}>
          {name}
        </Button>
      ),
    },
    { key: 'legalName', text: ({ legalName }) => legalName, header: 'staff.people.legalName' },
  ]
  return (
    <>
      <Filters onSearch={(values) => change({ q: values('q') || undefined })}>
        <SearchField name="q" label={t('staff.people.chain')} value={filters.q} limits={getChains.q} />
      </Filters>
      <Listing
        stacks
        file="chains"
        caption={t('staff.people.chains')}
        list={list}
        keyOf={({ chainId }) => chainId}
        columns={columns}
      />
    </>
  )
}

interface PersonProps {
  readonly roles: readonly StaffRole[]
  readonly place: { readonly facilityId?: string; readonly chainId?: string; readonly districtCell?: number }
}

function Person({ roles, place }: PersonProps) {
  const { t } = useText()
  const isOwn = useWorkplace()?.kind === 'facility'
  const send = useSend('POST /v1/staff')
  const [appointed, setAppointed] = useState<string>()
  const only = roles.length === 1 ? roles : undefined
  const fields = [
    text(postStaff, 'name', { label: t('staff.people.name'), autoComplete: 'off' }),
    phone(postStaff, 'phone'),
  ] as const
  const chosen = choices(postStaff, 'roles', {
    label: t('staff.people.roles'),
    options: roles.map((role) => ({ value: role, text: t(`roles.${role}`) })),
  })
  const [name, number] = fields
  const appoint = async (person: Entered<typeof fields>, held: readonly StaffRole[]): Promise<void> => {
    await send.mutateAsync({ body: { ...person, roles: held, ...place } })
    setAppointed(person.name)
  }
  if (appointed !== undefined) {
    return (
      <>
        <Notice kind="good" takesFocus title={t('staff.people.appointed', { name: appointed })}>
          <p>{t('staff.people.appointedNext', { name: appointed })}</p>
        </Notice>
        <div className="list-actions">
          <Button kind="quiet" onClick={() => setAppointed(undefined)}>
            {t('staff.people.another')}
          </Button>
          <Link href={href('/staff/people', isOwn ? {} : { facility: place.facilityId, district: place.districtCell })}>
            {t('staff.people.toOffers')}
          </Link>
        </div>
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
            {t('staff.people.role')}: <strong>{t(`roles.${only[0]}`)}</strong>
          </p>
        ) : (
          chosen.input
        )}
        <Button>{t('staff.people.appointNow')}</Button>
      </Form>
    </div>
  )
}
