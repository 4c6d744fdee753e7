import Box from '@mui/material/Box'
import { useState, type ReactElement } from 'react'
import { FormProvider } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useCommand, useRead } from '../../../live.ts'
import { useMay } from '../../../state/session.tsx'
import { useSchemaForm } from '../../../ui/form/form.tsx'
import { Wizard, type WizardStep } from '../../../ui/form/wizard.tsx'
import { Page } from '../../../ui/layout/page.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { AddressFields } from '../settings-fields.tsx'
import { AdvancedStep } from './advanced-step.tsx'
import { CertificatePreview } from './certificate-preview.tsx'
import {
  createInput,
  createValues,
  startValues,
  stepFields,
  type StepId,
  type TokenKeyWanted
} from './create-values.ts'
import { CrlChoice } from './crl-choice.tsx'
import { KeyStep } from './key-step.tsx'
import { KindStep } from './kind-step.tsx'
import { ResultPanel } from './result-panel.tsx'
import { SubjectStep } from './subject-step.tsx'
import { ValidityStep } from './validity-step.tsx'

const order: readonly StepId[] = ['kind', 'subject', 'key', 'validity', 'advanced', 'publication', 'review']

/** The wizard, made anew for another `?issuer=` or `?token=`. */
export function CreateAuthorityPage(): ReactElement {
  const [params] = useSearchParams()
  const settings = useRead('settings.show', {}, { enabled: useMay('settings.read') })
  const issuer = /^\d{1,15}$/.exec(params.get('issuer') ?? '')?.[0] ?? ''
  const organization = settings.data?.settings.organizationName ?? ''
  const [token, keyLabel] = [params.get('token'), params.get('keyLabel')]
  return (
    <CreateWizard
      key={`${issuer} ${organization} ${token}`}
      issuer={issuer}
      organization={organization}
      onToken={token === null ? null : { token, keyLabel: keyLabel ?? '' }}
    />
  )
}

function CreateWizard(props: {
  readonly issuer: string
  readonly organization: string
  readonly onToken: TokenKeyWanted | null
}): ReactElement {
  const { t } = useTranslation('authorities')
  const navigate = useNavigate()
  const [at, setAt] = useState(0)
  const form = useSchemaForm(createValues, startValues(props.issuer, props.organization, props.onToken))
  const list = useRead('authority.list', {})
  const create = useCommand('authority.create')
  const authorities = list.data?.authorities ?? []
  const [kind, issuerId] = form.watch(['kind', 'issuer'])
  const issuer = authorities.find(({ id }) => String(id) === issuerId)
  const content: Readonly<Record<StepId, ReactElement>> = {
    kind: <KindStep authorities={authorities} />,
    subject: <SubjectStep />,
    key: <KeyStep />,
    validity: <ValidityStep issuer={issuer} />,
    advanced: <AdvancedStep />,
    publication: (
      <>
        <Section title={t('section.addresses')} lead={t('settings.addressesLead')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <AddressFields />
          </Box>
        </Section>
        <Section title={t('section.crl')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <CrlChoice />
          </Box>
        </Section>
      </>
    ),
    review: <CertificatePreview issuer={issuer} full />
  }
  const steps: readonly WizardStep[] = order.map((id) => ({
    id,
    label: t(`step.${id}`),
    lead: t(`stepLead.${id}`),
    content: content[id],
    blocked: id === 'kind' && kind === 'under' && issuer === undefined ? t('create.chooseIssuer') : undefined
  }))
  const go = async (next: number): Promise<void> => {
    const here = order[at]
    if (next > at && here !== undefined) {
      if (here === 'kind' && kind === 'import') {
        await navigate('/authorities/import')
        return
      }
      if (!(await form.trigger([...stepFields[here]], { shouldFocus: true }))) return
    }
    create.reset()
    setAt(next)
  }
  const finish = form.handleSubmit((values) => {
    create.mutate(createInput(values))
  })

  if (create.data !== undefined) {
    return (
      <Page title={t('result.title', { name: create.data.authority.name })} width="wizard">
        <ResultPanel authority={create.data.authority} />
      </Page>
    )
  }
  return (
    <Page title={t('create.title')} width="wizard">
      <FormProvider {...form}>
        <Wizard
          error={create.error}
          steps={steps}
          current={at}
          onStep={(next) => void go(next)}
          onFinish={() => void finish()}
          finishLabel={t(kind === 'csr' ? 'create.finishCsr' : 'create.finish')}
          busy={create.isPending}
          {...(order[at] === 'review' || order[at] === 'kind'
            ? {}
            : { preview: <CertificatePreview issuer={issuer} /> })}
          onCancel={() => void navigate('/authorities')}
        />
      </FormProvider>
    </Page>
  )
}
