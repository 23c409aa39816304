// Reads the parts of a module's schema from PostgreSQL's catalog, in an order that depends only on names.
import type pg from 'pg'

export interface Column {
  readonly name: string
  readonly type: string
  readonly isNullable: boolean
  readonly defaultsTo: string | null
  readonly comment: string | null
}

interface Named {
  readonly name: string
  readonly definition: string
  readonly comment: string | null
}

export interface Table {
  readonly name: string
  readonly comment: string | null
  readonly options: readonly string[]
  readonly columns: readonly Column[]
  readonly constraints: readonly Named[]
  /** The indexes that do not belong to a constraint. */
  readonly indexes: readonly Named[]
}

export interface DatabaseFunction {
  readonly name: string
  readonly parameters: readonly string[]
  readonly returns: string
  readonly comment: string | null
}

export interface Schema {
  readonly name: string
  /** The record types that functions take or return. */
  readonly types: readonly { readonly name: string; readonly columns: readonly Column[] }[]
  readonly tables: readonly Table[]
  readonly functions: readonly DatabaseFunction[]
}

interface Relation {
  readonly oid: number
  readonly name: string
  readonly kind: string
  readonly comment: string | null
  readonly options: readonly string[]
}

export async function readSchema(client: pg.ClientBase, name: string): Promise<Schema> {
  const relations = await client.query<Relation>(
    `select oid::int, relname as name, relkind as kind, obj_description(oid, 'pg_class') as comment,
       coalesce(reloptions, '{}') as options
     from pg_class where relnamespace = $1::regnamespace and relkind not in ('i', 't') order by relname`,
    [name],
  )
  const unknown = relations.rows.find(({ kind }) => kind !== 'r' && kind !== 'c')
  if (unknown) throw new Error(`${name}.${unknown.name} is not a plain table: teach testing/schema/ its kind`)
  const tables: Table[] = []
  const types: { name: string; columns: Column[] }[] = []
  for (const { oid, kind, ...relation } of relations.rows) {
    const columns = await readColumns(client, oid)
    if (kind === 'c') types.push({ name: relation.name, columns })
    else {
      const parts = { constraints: await readConstraints(client, oid), indexes: await readIndexes(client, oid) }
      tables.push({ ...relation, columns, ...parts })
    }
  }
  return { name, types, tables, functions: await readFunctionsOf(client, name) }
}

async function readColumns(client: pg.ClientBase, relation: number): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as "isNullable",
       pg_get_expr(adbin, adrelid, true) as "defaultsTo", col_description(attrelid, attnum) as comment
     from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
     where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`,
    [relation],
  )
  return rows
}

/** The primary key, then unique constraints, foreign keys and checks. Skips "not null", which PostgreSQL 18 lists. */
async function readConstraints(client: pg.ClientBase, table: number): Promise<Named[]> {
  const { rows } = await client.query<Named>(
    `select conname as name, pg_get_constraintdef(oid, true) as definition,
       obj_description(oid, 'pg_constraint') as comment
     from pg_constraint where conrelid = $1 and contype <> 'n'
     order by array_position(array['p', 'u', 'f', 'c', 'x'], contype::text), conname`,
    [table],
  )
  return rows
}

async function readIndexes(client: pg.ClientBase, table: number): Promise<Named[]> {
  const { rows } = await client.query<Named>(
    `select relname as name, pg_get_indexdef(indexrelid, 0, true) as definition,
       obj_description(indexrelid, 'pg_class') as comment
     from pg_index join pg_class on pg_class.oid = indexrelid
     where indrelid = $1 and not exists (select from pg_constraint where conindid = indexrelid and conrelid = indrelid)
     order by relname`,
    [table],
  )
  return rows
}

async function readFunctionsOf(client: pg.ClientBase, schema: string): Promise<DatabaseFunction[]> {
  const { rows } = await client.query<Omit<DatabaseFunction, 'parameters'> & { parameters: string }>(
    `select proname as name, pg_get_function_arguments(oid) as parameters, pg_get_function_result(oid) as returns,
       obj_description(oid, 'pg_proc') as comment
     from pg_proc where pronamespace = $1::regnamespace order by proname, oid::regprocedure::text`,
    [schema],
  )
  return rows.map(({ parameters, ...row }) => ({
    ...row,
    parameters: parameters === '' ? [] : parameters.split(/, (?=\w+ )/),
  }))
}
