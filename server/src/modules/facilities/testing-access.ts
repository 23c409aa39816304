// The requests of facilities in the access test: the centre of the test world, its chain and its departments.
import { get, make, type OpenAccess, on, row } from '../../testing/access-rows.ts'

export const openAccess: OpenAccess = async (world) => {
  const { next, people, facilityId, chainId } = world
  const clinic = () => ({
    ...{ name: `Test Clinic ${next()}`, kinds: ['lab', 'pharmacy'], address: '12 Janpath', pin: '110001' },
    ...{ latitude: 28.62, longitude: 77.21 },
  })
  const chain = () => {
    const name = `Test Chain ${next()}`
    return { name, legalName: `${name} Private Limited`, isGovernment: false }
  }
  const department = () => ({ code: `OPD-${next()}`, name: 'Outpatients', kind: 'opd' })
  const departments = `/v1/facilities/${facilityId}/departments`
  return {
    records: {
      facility: async () => facilityId,
      chain: async () =>
        (await make(world, '/v1/chains', { by: people['national-admin'], body: chain() })).chainId as string,
      department: async () =>
        (await make(world, departments, { by: people['centre-admin'], body: department() })).code as string,
    },
    rows: {
      'GET /v1/facilities': get(
        `/v1/facilities?pin=110001&kind=hospital&chain=${chainId}&near=28.6,77.2&radiusKm=9&q=hospital&limit=5`,
      ),
      'GET /v1/facilities/:facilityId': on('/v1/facilities/:id', 'facility'),
      'POST /v1/facilities': row(() => ({ url: '/v1/facilities', body: clinic() }), 'district'),
      'PATCH /v1/facilities/:facilityId': row(
        async (idOf) => ({
          url: `/v1/facilities/${await idOf('facility')}`,
          body: { ...clinic(), kinds: ['hospital', 'vaccination-centre'], isActive: true },
        }),
        'district',
      ),
      'PATCH /v1/facilities/:facilityId#chainId': on('/v1/facilities/:id', 'facility', {
        ...{ whose: 'district', body: { chainId } },
      }),
      'GET /v1/chains': get('/v1/chains?q=chain&limit=5'),
      'GET /v1/chains/:chainId': on('/v1/chains/:id', 'chain'),
      'POST /v1/chains': row(() => ({ url: '/v1/chains', body: chain() })),
      'PATCH /v1/chains/:chainId': row(async (idOf) => ({ url: `/v1/chains/${await idOf('chain')}`, body: chain() })),
      'GET /v1/facilities/:facilityId/departments': on('/v1/facilities/:id/departments?limit=5', 'facility'),
      'POST /v1/facilities/:facilityId/departments': row(async (idOf) => ({
        url: `/v1/facilities/${await idOf('facility')}/departments`,
        body: department(),
      })),
      'GET /v1/facilities/:facilityId/departments/:code': on(`${departments}/:id`, 'department'),
      'PATCH /v1/facilities/:facilityId/departments/:code': row(async (idOf) => ({
        url: `/v1/facilities/${await idOf('facility')}/departments/${await idOf('department')}`,
        body: { name: 'Outpatients', kind: 'opd', isActive: true },
      })),
      'GET /v1/pins/:pin': get('/v1/pins/110001'),
      'GET /v1/states': get('/v1/states?limit=10'),
      'GET /v1/states/:code/districts': get('/v1/states/DL/districts?limit=10'),
    },
  }
}
