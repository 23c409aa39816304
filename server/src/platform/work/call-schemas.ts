// Validates what crosses a call between processes. Their versions may differ, so further fields are let through.
import { Ajv, type ValidateFunction } from 'ajv'
import { registerFormats } from '../http/formats.ts'

/** Compiles schemas when they are first needed; `name` names the schema. */
export function createCallSchemas(): (name: string, schema: object) => ValidateFunction {
  const ajv = new Ajv({ strict: false })
  registerFormats(ajv)
  const known = new Map<string, ValidateFunction>()
  return (name, schema) => {
    const found = known.get(name) ?? ajv.compile(allowMore(schema) as object)
    known.set(name, found)
    return found
  }
}

/** The same schema, but its objects may have fields that it does not name. */
function allowMore(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(allowMore)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).filter(([key, value]) => key !== 'additionalProperties' || value !== false)
  return Object.fromEntries(entries.map(([key, value]) => [key, allowMore(value)]))
}
