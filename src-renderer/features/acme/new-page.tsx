import { useState, type ReactElement } from 'react'
import { FormProvider, useWatch, type Path } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { acmeServiceName } from '../../../src-shared/model/acme.ts'
import { useCommand, useRead } from '../../live.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Wizard, type WizardStep } from '../../ui/form/wizard.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { MadePanel } from './made-panel.tsx'
import { DirectoryFields, EabField, LimitFields, NamesFields, ProfileField } from './service-fields.tsx'
import { inputOf, newService, serviceSchema } from './service-schema.ts'
import { ServicePreview } from './service-preview.tsx'

type Values = z.input<typeof serviceSchema>

/** Which fields each step checks before it is left. */
const fieldsOf: readonly (readonly Path<Values>[])[] = [
  ['name'],
  ['profile'],
  ['eab'],
  ['preapproved', 'names', 'challenges', 'attestationRoots', 'addresses'],
  [
    'limits',
    'orderDays',
    'authorizationDays',
    'renewAfterPercent',
    'baseAddress',
    'termsOfService',
    'website',
    'caaIdentities'
  ]
]

/** A new ACME service, one decision a step; at the end what clients need. */
export function NewAcmePage(): ReactElement {
  const { t } = useTranslation('acme')
  const [made, setMade] = useState<AcmeService | null>(null)
  return (
    <Page
      title={made === null ? t('new.title') : t('made.title', { name: made.name })}
      lead={made === null ? t('new.lead') : t('made.lead')}
      width="wizard"
    >
      {made === null ? <ServiceWizard onMade={setMade} /> : <MadePanel service={made} />}
    </Page>
  )
}

function ServiceWizard(props: { readonly onMade: (service: AcmeService) => void }): ReactElement {
  const { t } = useTranslation('acme')
  const navigate = useNavigate()
  const [step, setStep] = useState(0)
  const create = useCommand('acme.create')
  const taken = useRead('acme.list', {}).data?.services
  const form = useSchemaForm(serviceSchema, newService)
  const [name, profile] = useWatch({ control: form.control, name: ['name', 'profile'] })
  const isTaken = taken?.some((service) => service.name === name) === true
  const go = (next: number): void => {
    if (next < step) {
      setStep(next)
      return
    }
    const leave = async (): Promise<void> => {
      if (await form.trigger(fieldsOf[step] ?? [])) setStep(next)
    }
    void leave()
  }
  const steps: readonly WizardStep[] = [
    {
      id: 'name',
      label: t('step.name'),
      lead: t('step.nameLead'),
      blocked: !acmeServiceName.safeParse(name).success
        ? t('step.nameMissing')
        : isTaken
          ? t('step.nameTaken')
          : undefined,
      content: (
        <TextInput
          name="name"
          label={t('field.name')}
          help={t('field.nameHelp')}
          problem={isTaken ? t('step.nameTaken') : undefined}
          required
          autoFocus
        />
      )
    },
    {
      id: 'profile',
      label: t('step.profile'),
      lead: t('step.profileLead'),
      blocked: profile === '' ? t('step.profileMissing') : undefined,
      content: <ProfileField />
    },
    { id: 'eab', label: t('step.eab'), lead: t('step.eabLead'), content: <EabField /> },
    { id: 'names', label: t('step.names'), lead: t('step.namesLead'), content: <NamesFields /> },
    {
      id: 'limits',
      label: t('step.limits'),
      lead: t('step.limitsLead'),
      content: (
        <>
          <DirectoryFields />
          <LimitFields />
        </>
      )
    }
  ]
  return (
    <FormProvider {...form}>
      <Wizard
        error={create.error}
        steps={steps}
        current={step}
        onStep={go}
        finishLabel={t('new.confirm')}
        busy={create.isPending}
        onCancel={() => void navigate('/services')}
        preview={<ServicePreview />}
        onFinish={() => {
          void form.handleSubmit((values) => {
            create.mutate(inputOf(values), {
              onSuccess: ({ service }) => {
                props.onMade(service)
              }
            })
          })()
        }}
      />
    </FormProvider>
  )
}
