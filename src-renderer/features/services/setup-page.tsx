import { useState, type ReactElement } from 'react'
import { FormProvider, useWatch, type Path } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { deviceProtocol } from '../../../src-shared/api/devices.ts'
import { scepServiceName } from '../../../src-shared/model/scep.ts'
import { deviceKindOf, deviceKinds, kindsFor, deviceKindIds } from '../../ui/device-services/device-kinds.ts'
import type { GrantingService } from '../../ui/device-services/grant.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { Wizard, type WizardStep } from '../../ui/form/wizard.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { setupSchema, setupStart, type SetupValues } from './setup-schema.ts'
import { DeviceStep, NameStep, NetworkStep, ProfileStep, ProtocolStep, SecretStep } from './setup-steps.tsx'
import { SetupMade } from './setup-made.tsx'
import { SetupSummary } from './setup-summary.tsx'
import { useSetup } from './use-setup.ts'

interface Made {
  readonly service: GrantingService
  readonly values: SetupValues
}

/** A service for a device, one decision a step; at the end the recipe for that device. */
export function SetupPage(): ReactElement {
  const { t } = useTranslation('services')
  const [made, setMade] = useState<Made | null>(null)
  return (
    <Page
      title={made === null ? t('setup.title') : t('setup.made', { name: made.service.name })}
      lead={made === null ? t('setup.lead') : t('setup.madeLead')}
      width="wizard"
    >
      {made === null ? <SetupWizard onMade={setMade} /> : <SetupMade {...made} />}
    </Page>
  )
}

/** Which fields each step checks before it is left. */
const fieldsOf: Readonly<Record<string, readonly Path<SetupValues>[]>> = {
  profile: ['newName'],
  secret: ['validatorUrl'],
  network: ['clients'],
  review: ['name']
}

function SetupWizard(props: { readonly onMade: (made: Made) => void }): ReactElement {
  const { t } = useTranslation('services')
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const wanted = deviceProtocol.safeParse(params.get('protocol')).data
  const known = deviceKindOf(params.get('device'))
  const [step, setStep] = useState(known === undefined ? 0 : 1)
  const form = useSchemaForm(setupSchema, setupStart(known, wanted))
  const values = useWatch({ control: form.control }) as SetupValues
  const { setup, taken, busy, error } = useSetup()
  const { device, protocol } = values
  const kinds = wanted === undefined ? deviceKindIds : kindsFor(wanted)
  const isTaken = taken(protocol).includes(values.name)
  const profileMissing =
    values.profileFrom === 'existing'
      ? values.profile === ''
      : values.newName.trim() === '' || values.newAuthority === ''
  const steps: readonly WizardStep[] = [
    {
      id: 'device',
      label: t('setup.step.device'),
      lead: t('setup.step.deviceLead'),
      blocked: device === '' ? t('setup.step.deviceMissing') : undefined,
      content: <DeviceStep kinds={kinds} />
    },
    {
      id: 'protocol',
      label: t('setup.step.protocol'),
      lead: t('setup.step.protocolLead'),
      content: device === '' ? null : <ProtocolStep device={device} />
    },
    {
      id: 'profile',
      label: t('setup.step.profile'),
      lead: t('setup.step.profileLead'),
      blocked: profileMissing ? t('setup.step.profileMissing') : undefined,
      content: <ProfileStep protocol={protocol} from={values.profileFrom} />
    },
    {
      id: 'secret',
      label: t('setup.step.secret'),
      lead: t(`setup.step.secretLead.${protocol}`),
      blocked:
        protocol === 'scep' && values.method === 'external' && values.validatorUrl === null
          ? t('setup.step.validatorMissing')
          : undefined,
      content: <SecretStep protocol={protocol} method={values.method} />
    },
    {
      id: 'network',
      label: t('setup.step.network'),
      lead: t('setup.step.networkLead'),
      content: <NetworkStep />
    },
    {
      id: 'review',
      label: t('setup.step.review'),
      lead: t('setup.step.reviewLead'),
      blocked: !scepServiceName.safeParse(values.name).success
        ? t('setup.step.nameMissing')
        : isTaken
          ? t('setup.step.nameTaken')
          : undefined,
      content: <NameStep problem={isTaken ? t('setup.step.nameTaken') : undefined} values={values} />
    }
  ]
  const go = (next: number): void => {
    if (next < step) {
      setStep(next)
      return
    }
    const leave = async (): Promise<void> => {
      if (!(await form.trigger(fieldsOf[steps[step]?.id ?? ''] ?? []))) return
      // Another device speaks something else, unless the address named the protocol.
      if (steps[step]?.id === 'device' && device !== '') {
        const kind = deviceKinds[device]
        if (!kind.protocols.includes(protocol)) form.setValue('protocol', kind.protocols[0])
        form.setValue('method', kind.method)
        form.setValue('isDefault', device === 'strongswan')
      }
      setStep(next)
    }
    void leave()
  }
  return (
    <FormProvider {...form}>
      <Wizard
        error={error}
        steps={steps}
        current={step}
        onStep={go}
        finishLabel={t('setup.confirm')}
        busy={busy}
        onCancel={() => void navigate('/services')}
        preview={step === steps.length - 1 ? undefined : <SetupSummary values={values} />}
        onFinish={() => {
          void form.handleSubmit((all) => {
            setup(all, (service) => {
              props.onMade({ service, values: all })
            })
          })()
        }}
      />
    </FormProvider>
  )
}
