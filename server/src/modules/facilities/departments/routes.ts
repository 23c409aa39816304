// The routes of departments: everybody may read them, and the facility's administrators open and change them.

import { access } from '../../../platform/access.ts'
import { Cursor, Limit, nameText, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import { IfMatch, requireVersion, sendTagged, toTag, unchanged } from '../../../platform/http/tagged.ts'
import { once } from '../../../platform/idempotency.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { may } from '../access.ts'
import {
  DEPARTMENT_KINDS,
  DepartmentCode,
  departmentChangedMeanwhile,
  departmentExists,
  FacilityId,
} from '../contract.ts'
import { findFacility } from '../search/store.ts'
import type { Department, FacilitiesContext } from '../tables.ts'
import { findDepartment, insertDepartment, listDepartments, lockDepartment, updateDepartment } from './store.ts'

const fields = {
  name: nameText(100, { description: 'Name as on its door.' }),
  kind: oneOf(DEPARTMENT_KINDS, { description: '`opd` sees outpatients. At `cash` patients pay their bills.' }),
}
const DepartmentView = object({
  code: DepartmentCode,
  ...fields,
  isActive: Type.Boolean({ description: 'False: it is closed. Its code stays in use.' }),
  version: Type.Integer({ minimum: 1 }),
})
const position = cursor({ code: DepartmentCode })
const ofFacility = object({ facilityId: FacilityId })
const ofDepartment = object({ facilityId: FacilityId, code: DepartmentCode })

function toView({ code, name, kind, is_active, version }: Department): Static<typeof DepartmentView> {
  return { code, name, kind, isActive: is_active, version }
}

async function requireFacility({ db }: FacilitiesContext, facilityId: FacilityId) {
  const facility = await findFacility(db, facilityId)
  if (!facility) throw new Problem(notFound)
  return { facilityId, cell: facility.cell }
}

export const departmentRoutes = (context: FacilitiesContext) => (app: App) => {
  addReading(app, context)
  addOpening(app, context)
  addChange(app, context)
}

function addReading(app: App, context: FacilitiesContext): void {
  const { db } = context
  app.get(
    '/v1/facilities/:facilityId/departments',
    {
      config: { access: access.public },
      schema: {
        summary: 'List the departments of a facility',
        description: 'Lists all departments by code, also the closed ones.',
        params: ofFacility,
        querystring: object({ limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(DepartmentView) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const { facilityId } = await requireFacility(context, request.params.facilityId)
      const after = position.read(cursor)?.code
      const found = await listDepartments(db, facilityId, { after, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: shown.map(toView), ...next }
    },
  )

  app.get(
    '/v1/facilities/:facilityId/departments/:code',
    {
      config: { access: access.public },
      schema: { summary: 'Read a department', params: ofDepartment, response: { 200: DepartmentView, ...unchanged } },
    },
    async (request, reply) => {
      const department = await findDepartment(db, request.params.facilityId, request.params.code)
      if (!department) throw new Problem(notFound)
      const tagged = { answer: toView(department), tag: toTag(department.version), cacheControl: 'public, no-cache' }
      return sendTagged(request, reply, tagged)
    },
  )
}

function addOpening(app: App, context: FacilitiesContext): void {
  app.post(
    '/v1/facilities/:facilityId/departments',
    {
      config: { access: may('department.manage').at('place') },
      schema: {
        summary: 'Open a department',
        description: 'You can change its name and kind later, but not its code. Takes an Idempotency-Key.',
        params: ofFacility,
        body: object({ code: DepartmentCode, ...fields }),
        response: { 201: DepartmentView },
      },
    },
    async (request, reply) => {
      const { facilityId, cell } = await requireFacility(context, request.params.facilityId)
      request.permit({ facilityId, cell })
      const { code, kind } = request.body
      const name = tidyText(request.body.name).normalize('NFC')
      return once(context, request, reply, 201, async (tx) => {
        const department: Department = { cell, facility_id: facilityId, code, name, kind, is_active: true, version: 1 }
        if (!(await insertDepartment(tx, department))) throw new Problem(departmentExists)
        return toView(department)
      })
    },
  )
}

function addChange(app: App, context: FacilitiesContext): void {
  app.patch(
    '/v1/facilities/:facilityId/departments/:code',
    {
      config: { access: may('department.manage').at('place') },
      schema: {
        summary: 'Change a department',
        description:
          'Changes only the fields that you send. `isActive: false` closes the department. With `If-Match` you do ' +
          'not overwrite a change by somebody else.',
        params: ofDepartment,
        headers: IfMatch,
        body: object(
          {
            name: Type.Optional(fields.name),
            kind: Type.Optional(fields.kind),
            isActive: Type.Optional(Type.Boolean()),
          },
          { minProperties: 1 },
        ),
        response: { 200: DepartmentView },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      const { facilityId, cell } = await requireFacility(context, request.params.facilityId)
      request.permit({ facilityId, cell })
      const { name, kind, isActive } = request.body
      const department = await transaction(context.db, async (tx) => {
        const before = await lockDepartment(tx, facilityId, code)
        if (!before) throw new Problem(notFound)
        requireVersion(before, request.headers['if-match'], departmentChangedMeanwhile)
        const stated: Department = {
          ...before,
          ...(name !== undefined && { name: tidyText(name).normalize('NFC') }),
          ...(kind !== undefined && { kind }),
          ...(isActive !== undefined && { is_active: isActive }),
        }
        if (JSON.stringify(stated) === JSON.stringify(before)) return before
        const after = { ...stated, version: before.version + 1 }
        await updateDepartment(tx, after)
        return after
      })
      void reply.header('etag', toTag(department.version))
      return toView(department)
    },
  )
}
