// The course of one test of a patient, read when a doctor asks for it.
import { useAnswer } from '../../api/queries.ts'
import { Course } from '../../ui/Course.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'

export function CourseOf({ patientId: patient, test }: { patientId: string; test: string }) {
  const { data, error, refetch } = useAnswer('GET /v1/diagnostics/courses', { query: { patient, test } })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  return <Course course={data} />
}
