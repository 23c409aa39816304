// Routes of courses (series of doses): everybody may read them, and a national-admin may add one.
import { access } from '../../../platform/access.ts'
import { nameText, object, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { may } from '../access.ts'
import { CourseCode, courseAdded } from '../contract.ts'
import { courseExists } from '../problems.ts'
import type { VaccinationTables } from '../tables.ts'
import { insertCourse, listCourses } from './store.ts'

const Course = object({ code: CourseCode, name: nameText(100), disease: nameText(200) })

export const courseRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  app.get(
    '/v1/vaccination/courses',
    {
      config: { access: access.public },
      schema: {
        summary: 'List the courses',
        description:
          'Each vaccine belongs to one course. The doses of a course follow each other, and a person gets them all ' +
          'of one vaccine. Doses of different courses do not affect each other.',
        response: { 200: object({ items: Type.Array(Course) }) },
      },
    },
    async () => ({ items: await listCourses(context.db) }),
  )

  app.post(
    '/v1/vaccination/courses',
    {
      config: { access: may('vaccine.register').at('anywhere') },
      schema: {
        summary: 'Add a course',
        description: 'Add a course before its first vaccine. Takes an Idempotency-Key.',
        body: Course,
        response: { 201: Course },
      },
    },
    async (request, reply) =>
      once(context, request, reply, 201, async (tx) => {
        const course = request.body
        if (!(await insertCourse(tx, course))) throw new Problem(courseExists)
        await publish(tx, originOf(request), courseAdded, { course: course.code })
        return course
      }),
  )
}
