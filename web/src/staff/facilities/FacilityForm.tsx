// The form of a facility: for a new one and for changing one.
import type { Answer } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkboxes, Field, PinField, readCheckboxes, readPin } from '../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../ui/Form.tsx'
import { KINDS, type NewFacility, readPosition } from '../importing/rows.ts'

export type Facility = Answer<'GET /v1/facilities/{facilityId}'>

interface FacilityFormProps {
  readonly facility?: Facility
  readonly onSubmit: (stated: NewFacility) => unknown
}

export function FacilityForm({ facility, onSubmit }: FacilityFormProps) {
  const { t } = useText()
  const check = (values: Values): FieldError[] => {
    const faults: FieldError[] = []
    const expect = (isRight: boolean, field: string, key: string) => {
      if (!isRight) faults.push({ field, text: t(key) })
    }
    expect(values('name') !== '', 'name', 'staff.facilities.nameMissing')
    expect(readCheckboxes(values, 'kinds', KINDS).length > 0, 'kinds', 'staff.errors.kinds')
    expect(values('address') !== '', 'address', 'staff.errors.address')
    expect(readPin(values('pin')) !== undefined, 'pin', 'errors.pin')
    expect(readPosition(values) !== undefined, 'latitude', 'staff.errors.latitude')
    return faults
  }
  const isPlaced = facility?.positionSource === 'given'
  return (
    <Form
      check={check}
      onSubmit={(values) =>
        onSubmit({
          name: values('name'),
          kinds: readCheckboxes(values, 'kinds', KINDS),
          address: values('address'),
          pin: readPin(values('pin')) as string,
          ...readPosition(values),
        })
      }
    >
      <Field name="name" label={t('staff.facilities.name')} maxLength={200} defaultValue={facility?.name} />
      <Checkboxes
        name="kinds"
        label={t('staff.facilities.kind')}
        options={KINDS.map((kind) => ({ value: kind, text: t(`staff.facilities.kinds.${kind}`) }))}
        values={facility?.kinds ?? []}
      />
      <Field name="address" label={t('staff.facilities.address')} maxLength={500} defaultValue={facility?.address} />
      <PinField defaultValue={facility?.pin} />
      <Field
        name="latitude"
        label={t('staff.facilities.latitude')}
        hint={t('staff.facilities.positionHint')}
        size="short"
        inputMode="decimal"
        defaultValue={isPlaced ? facility.latitude : undefined}
      />
      <Field
        name="longitude"
        label={t('staff.facilities.longitude')}
        size="short"
        inputMode="decimal"
        defaultValue={isPlaced ? facility.longitude : undefined}
      />
      <Button>{t('staff.officials.save')}</Button>
    </Form>
  )
}
