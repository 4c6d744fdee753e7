import { useState, type ReactElement } from 'react'
import { FormProvider, useWatch, type Path } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { GrantedPanel } from '../../ui/device-services/granted-panel.tsx'
import { useGrant, type Granted } from '../../ui/device-services/grant.ts'
import { kindsFor } from '../../ui/device-services/device-kinds.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { Wizard, type WizardStep } from '../../ui/form/wizard.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { enrolProtocols, enrolSchema, enrolStart, minutesOf, type EnrolValues } from './enrol-schema.ts'
import { EnrolSummary } from './enrol-summary.tsx'
import { NamesStep, ProtocolStep, SignInStep, TypeStep, ValidityStep } from './enrol-steps.tsx'
import { useGrantingServices, type Offered } from './use-granting-services.ts'

interface Made {
  readonly service: Offered
  readonly granted: Granted
  readonly host: string
}

/** Lets one device in: protocol, type, names, validity, and at the end its secret, this once. */
export function NewDevicePage(): ReactElement {
  const { t } = useTranslation('devices')
  const navigate = useNavigate()
  const [made, setMade] = useState<Made | null>(null)
  if (made === null)
    return (
      <Page title={t('new.title')} lead={t('new.lead')} width="wizard">
        <EnrolWizard onMade={setMade} />
      </Page>
    )
  const { service, granted, host } = made
  return (
    <Page title={t('new.made', { name: host })} lead={t('new.madeLead')} width="wizard">
      <Section title={t('new.shown')}>
        <GrantedPanel
          service={service}
          granted={granted}
          kind={
            service.protocol === 'acme' ? undefined : kindsFor(service.protocol).at(service.protocol === 'scep' ? 1 : 0)
          }
          host={host}
          onKept={() => void navigate(`/services/${service.protocol}/${service.id}?tab=credentials`)}
        />
      </Section>
    </Page>
  )
}

/** Which fields each step checks before it is left. */
const fieldsOf: Readonly<Record<string, readonly Path<EnrolValues>[]>> = {
  names: ['name', 'names', 'commonName', 'organization'],
  validity: ['validity', 'length']
}

function EnrolWizard(props: { readonly onMade: (made: Made) => void }): ReactElement {
  const { t } = useTranslation('devices')
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const wanted = enrolProtocols.find((one) => one === params.get('protocol'))
  const [step, setStep] = useState(0)
  const [file, setFile] = useState<{ readonly name: string; readonly content: string } | null>(null)
  const services = useGrantingServices()
  const form = useSchemaForm(enrolSchema, { ...enrolStart, protocol: wanted ?? enrolStart.protocol })
  const values = useWatch({ control: form.control }) as EnrolValues
  const { grant, busy, error } = useGrant()
  const offered = (services ?? []).filter(({ protocol }) => protocol === values.protocol)
  const service = offered.find(({ protocol, id }) => `${protocol}:${id}` === values.service)
  const signsIn = service?.certificates === true
  const byCertificate = signsIn && (values.by === 'certificate' || !service.secrets)
  const steps: readonly WizardStep[] = [
    {
      id: 'protocol',
      label: t('step.protocol'),
      lead: t('step.protocolLead'),
      blocked: services !== undefined && offered.length === 0 ? t('step.noService') : undefined,
      content: <ProtocolStep services={services ?? []} />
    },
    {
      id: 'type',
      label: t('step.type'),
      lead: t('step.typeLead'),
      blocked: service === undefined ? t('step.typeMissing') : undefined,
      content: <TypeStep services={offered} />
    },
    {
      id: 'names',
      label: t('step.names'),
      lead: t('step.namesLead'),
      blocked: values.name.trim() === '' ? t('step.nameMissing') : undefined,
      content: <NamesStep protocol={values.protocol} />
    },
    {
      id: 'validity',
      label: t('step.validity'),
      lead: t('step.validityLead'),
      content: <ValidityStep service={service} />
    },
    ...(signsIn
      ? [
          {
            id: 'sign-in',
            label: t('step.signIn'),
            lead: t('step.signInLead'),
            blocked: byCertificate && file === null ? t('step.fileMissing') : undefined,
            content: <SignInStep service={service} file={file} onFile={setFile} certificate={byCertificate} />
          }
        ]
      : []),
    {
      id: 'review',
      label: t('step.review'),
      lead: t('step.reviewLead'),
      content: <EnrolSummary values={values} service={service} file={byCertificate ? file?.name : undefined} />
    }
  ]
  const go = (next: number): void => {
    if (next < step) {
      setStep(next)
      return
    }
    const leave = async (): Promise<void> => {
      if (!(await form.trigger(fieldsOf[steps[step]?.id ?? ''] ?? []))) return
      const [only] = offered
      // One service of the protocol needs no choice.
      if (steps[step]?.id === 'protocol') {
        if (service === undefined && offered.length === 1 && only !== undefined)
          form.setValue('service', `${only.protocol}:${only.id}`)
        else if (service === undefined) form.setValue('service', '')
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
        finishLabel={t('new.confirm')}
        busy={busy}
        onCancel={() => void navigate('/devices')}
        preview={
          step === steps.length - 1 ? undefined : <EnrolSummary values={values} service={service} file={undefined} />
        }
        onFinish={() => {
          void form.handleSubmit((all) => {
            if (service === undefined) return
            const { name, names, commonName, organization, validity } = all
            const certificate = byCertificate ? file?.content : undefined
            grant(
              service,
              {
                name,
                names,
                commonName,
                organization,
                minutes: minutesOf(all),
                validity,
                certificate
              },
              (granted) => {
                props.onMade({ service, granted, host: names[0] ?? name })
              }
            )
          })()
        }}
      />
    </FormProvider>
  )
}
