// The form of a facility, for adding and for changing one.
import { Fragment } from 'react'
import type { Answer, Request } from '../../api/client.ts'
import { postFacilities } from '../../api/limits/post-facilities.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { choices } from '../../ui/choices.tsx'
import { Form } from '../../ui/Form.tsx'
import { pin, text } from '../../ui/fields.tsx'
import { decimal } from '../../ui/numbers.tsx'

export type Facility = Answer<'GET /v1/facilities/{facilityId}'>

interface FacilityFormProps {
  readonly facility?: Facility
  readonly onSubmit: (stated: Request<'POST /v1/facilities'>['body']) => unknown
}

export function FacilityForm({ facility, onSubmit }: FacilityFormProps) {
  const { t } = useText()
  const fields = useFields(facility)
  return (
    <Form
      fields={fields}
      check={({ latitude, longitude }, values) => {
        // Say only once that a position is not in India.
        const isHalf = (values('latitude') === '') !== (values('longitude') === '')
        const isRead = latitude !== undefined || longitude !== undefined
        return isHalf && isRead ? [{ field: 'latitude', text: t('staff.errors.latitude') }] : []
      }}
      onSubmit={onSubmit}
    >
      {fields.map(({ focus, input }) => (
        <Fragment key={focus}>{input}</Fragment>
      ))}
      <Button>{t('staff.officials.save')}</Button>
    </Form>
  )
}

function useFields(facility: Facility | undefined) {
  const { t } = useText()
  const of = postFacilities
  const given = facility?.positionSource === 'given' ? facility : undefined
  return [
    text(of, 'name', {
      label: t('staff.facilities.name'),
      value: facility?.name,
      wrong: 'staff.facilities.nameMissing',
    }),
    choices(of, 'kinds', {
      label: t('staff.facilities.kind'),
      options: of.kinds.items.enum.map((kind) => ({ value: kind, text: t(`staff.facilities.kinds.${kind}`) })),
      value: facility?.kinds,
    }),
    text(of, 'address', { label: t('staff.facilities.address'), value: facility?.address }),
    pin(of, 'pin', { value: facility?.pin }),
    decimal(of, 'latitude', {
      label: t('staff.facilities.latitude'),
      hint: t('staff.facilities.positionHint'),
      value: given?.latitude,
    }),
    decimal(of, 'longitude', { label: t('staff.facilities.longitude'), value: given?.longitude }),
  ] as const
}
