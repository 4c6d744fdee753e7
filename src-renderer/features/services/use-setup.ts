import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { useCommand, useRead } from '../../live.ts'
import type { GrantingService } from '../../ui/device-services/grant.ts'
import { cmpInput, estInput, scepInput, type SetupValues } from './setup-schema.ts'

/** Makes the profile where one is wanted, and then the service. */
export function useSetup(): {
  readonly setup: (values: SetupValues, onMade: (service: GrantingService) => void) => void
  /** Names that services of a protocol have already. */
  readonly taken: (protocol: DeviceProtocol) => readonly string[]
  readonly busy: boolean
  readonly error: unknown
} {
  const scep = useCommand('scep.create')
  const est = useCommand('est.create')
  const cmp = useCommand('cmp.create')
  const profile = useCommand('profile.create')
  const profiles = useRead('profile.list', {}).data?.profiles
  const scepNames = useRead('scep.list', {}).data?.services
  const estNames = useRead('est.list', {}).data?.services
  const cmpNames = useRead('cmp.list', {}).data?.services
  const all = [scep, est, cmp, profile]

  const make = (values: SetupValues, profileId: number, onMade: (service: GrantingService) => void): void => {
    const { protocol } = values
    switch (protocol) {
      case 'scep':
        scep.mutate(scepInput(values, profileId), {
          onSuccess: ({ service }) => {
            onMade({ ...service, protocol, profileId, method: values.method })
          }
        })
        return
      case 'est':
        est.mutate(estInput(values, profileId), {
          onSuccess: ({ service }) => {
            onMade({ ...service, protocol, profileId })
          }
        })
        return
      case 'cmp':
        cmp.mutate(cmpInput(values, profileId), {
          onSuccess: ({ service }) => {
            onMade({ ...service, protocol, profileId })
          }
        })
    }
  }
  return {
    setup: (values, onMade) => {
      if (values.profileFrom === 'existing') {
        make(values, Number(values.profile), onMade)
        return
      }
      // A first try may have made it before the service was refused.
      const there = profiles?.find(({ name }) => name === values.newName)
      if (there !== undefined) {
        make(values, there.id, onMade)
        return
      }
      profile.mutate(
        {
          name: values.newName,
          starter: 'device',
          authority: Number(values.newAuthority),
          approval: values.newApproval
        },
        {
          onSuccess: (answer) => {
            make(values, answer.profile.id, onMade)
          }
        }
      )
    },
    taken: (protocol) => ({ scep: scepNames, est: estNames, cmp: cmpNames })[protocol]?.map(({ name }) => name) ?? [],
    busy: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error ?? null
  }
}
