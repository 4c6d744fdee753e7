import type { ScepMethod } from '../../../src-shared/model/scep.ts'
import { useRead } from '../../live.ts'
import type { GrantingService } from '../../ui/device-services/grant.ts'

/** A service that lets a device in by a secret that is made here. */
export interface Offered extends GrantingService {
  readonly profileName: string
  /** Takes a certificate in place of a secret. */
  readonly certificates: boolean
  readonly secrets: boolean
}

/** Those of a SCEP service with a secret for one device; a shared one is made on the page of the service. */
const methods: readonly ScepMethod[] = ['one-time', 'device']

/** @returns every service that is switched on and lets single devices in; undefined until all are read */
export function useGrantingServices(): readonly Offered[] | undefined {
  const scep = useRead('scep.list', {}).data?.services
  const est = useRead('est.list', {}).data?.services
  const cmp = useRead('cmp.list', {}).data?.services
  const acme = useRead('acme.list', {}).data?.services
  if (scep === undefined || est === undefined || cmp === undefined || acme === undefined) return undefined
  const all: readonly (Offered & { readonly state: string })[] = [
    ...scep.flatMap((service) => {
      const method = methods.find((one) => service.settings.methods.includes(one))
      return method === undefined
        ? []
        : [{ ...service, protocol: 'scep' as const, method, certificates: false, secrets: true }]
    }),
    ...est.map((service) => ({
      ...service,
      protocol: 'est' as const,
      certificates: service.auth === 'certificate' || service.auth === 'either',
      secrets: service.auth !== 'certificate'
    })),
    ...cmp.map((service) => ({
      ...service,
      protocol: 'cmp' as const,
      certificates: service.settings.protection !== 'mac',
      secrets: service.settings.protection !== 'signature'
    })),
    ...acme
      .filter(({ eab }) => eab !== 'none')
      .map((service) => ({
        ...service,
        protocol: 'acme' as const,
        address: service.directory,
        certificates: false,
        secrets: true
      }))
  ]
  return all.filter(({ state }) => state === 'enabled')
}
