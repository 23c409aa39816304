// Routes of vaccines: everybody may read them, and a national-admin may add one.

import { access } from '../../../platform/access.ts'
import { nameText, object, Paise, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { may } from '../access.ts'
import { Age, CourseCode, Dose, VaccineCode, vaccineAdded } from '../contract.ts'
import { vaccineExists } from '../problems.ts'
import type { VaccinationTables } from '../tables.ts'
import { findCourse, insertVaccine, listVaccines, type VaccineFacts } from './store.ts'

const Vaccine = object({
  code: VaccineCode,
  course: CourseCode,
  name: nameText(100),
  manufacturer: nameText(100),
  cvxCode: Type.Optional(Type.String({ pattern: '^[0-9]{1,4}$', description: 'Code in the CVX list of the CDC.' })),
  doses: Dose,
  intervalDaysMin: Type.Integer({ minimum: 0, maximum: 3_650 }),
  intervalDaysMax: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_650 })),
  ageYearsMin: Age,
  pricePaise: Paise,
})

function toView(vaccine: VaccineFacts) {
  return {
    code: vaccine.code,
    course: vaccine.course,
    name: vaccine.name,
    manufacturer: vaccine.manufacturer,
    ...(vaccine.cvx_code !== null && { cvxCode: vaccine.cvx_code }),
    doses: vaccine.doses,
    intervalDaysMin: vaccine.interval_days_min,
    ...(vaccine.interval_days_max !== null && { intervalDaysMax: vaccine.interval_days_max }),
    ageYearsMin: vaccine.age_years_min,
    pricePaise: vaccine.price_paise,
  }
}

export const vaccineRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  app.get(
    '/v1/vaccination/vaccines',
    {
      config: { access: access.public },
      schema: { summary: 'List the vaccines', response: { 200: object({ items: Type.Array(Vaccine) }) } },
    },
    async () => ({ items: (await listVaccines(context.db)).map(toView) }),
  )

  app.post(
    '/v1/vaccination/vaccines',
    {
      config: { access: may('vaccine.register').at('anywhere') },
      schema: {
        summary: 'Add a vaccine',
        description: 'Its course must exist already: GET /v1/vaccination/courses. Takes an Idempotency-Key.',
        body: Vaccine,
        response: { 201: Vaccine },
      },
    },
    async (request, reply) => {
      const { body } = request
      if (body.intervalDaysMax !== undefined && body.intervalDaysMax < body.intervalDaysMin) {
        throw invalidField('/intervalDaysMax', 'is below `intervalDaysMin`')
      }
      if (!(await findCourse(context.db, body.course))) {
        throw invalidField('/course', 'is not known; see GET /v1/vaccination/courses')
      }
      return once(context, request, reply, 201, async (tx) => {
        const vaccine: VaccineFacts = {
          code: body.code,
          course: body.course,
          name: body.name,
          manufacturer: body.manufacturer,
          cvx_code: body.cvxCode ?? null,
          doses: body.doses,
          interval_days_min: body.intervalDaysMin,
          interval_days_max: body.intervalDaysMax ?? null,
          age_years_min: body.ageYearsMin,
          price_paise: body.pricePaise,
        }
        if (!(await insertVaccine(tx, vaccine))) throw new Problem(vaccineExists)
        await publish(tx, originOf(request), vaccineAdded, { vaccine: body.code, course: body.course })
        return toView(vaccine)
      })
    },
  )
}
