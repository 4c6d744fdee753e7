import { useState, type ReactElement } from 'react'
import { FormProvider, useWatch, type Path } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { MadeClaimLink } from '../../../src-shared/api/claims.ts'
import { useCommand } from '../../live.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { Wizard, type WizardStep } from '../../ui/form/wizard.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { acmeServiceOf, appleInput, fileInput, linkSchema, linkStart, type LinkValues } from './link-schema.ts'
import { NamesStep, PlatformStep, SendStep, WhoStep } from './link-steps.tsx'
import { LinkSummary } from './link-summary.tsx'
import { MadeLink } from './made-link.tsx'
import { useLinkTypes } from './use-link-types.ts'

interface Made {
  readonly made: MadeClaimLink & { readonly passphrase?: string }
  readonly legacy: boolean
}

/** Device class, person and device, names, how to send it; at the end the link, this once. */
export function NewLinkPage(): ReactElement {
  const { t } = useTranslation('enrolment-links')
  const navigate = useNavigate()
  const [made, setMade] = useState<Made | null>(null)
  if (made === null)
    return (
      <Page title={t('new.title')} lead={t('new.lead')} width="wizard">
        <LinkWizard onMade={setMade} />
      </Page>
    )
  return (
    <Page title={t('made.title', { name: made.made.link.device })} lead={t('made.lead')} width="wizard">
      <MadeLink {...made} onDone={() => void navigate('/enrolment-links')} />
    </Page>
  )
}

/** Which fields each step checks before it is left. */
const fieldsOf: Readonly<Record<string, readonly Path<LinkValues>[]>> = {
  who: ['device', 'person'],
  names: ['identifier', 'names', 'commonName', 'organization', 'validity', 'ssid', 'radius'],
  send: ['days', 'mail']
}

function LinkWizard(props: { readonly onMade: (made: Made) => void }): ReactElement {
  const { t, i18n } = useTranslation('enrolment-links')
  const navigate = useNavigate()
  const [step, setStep] = useState(0)
  const form = useSchemaForm(linkSchema, linkStart)
  const values = useWatch({ control: form.control }) as LinkValues
  const types = useLinkTypes(values)
  const apple = useCommand('apple.create')
  const file = useCommand('claim.create')
  const isApple = values.platform === 'apple'
  const field = isApple ? 'service' : 'profile'
  const type = types.choices.find(({ value }) => value === values[field])
  const problem = types.keyElsewhere ? t('step.keyElsewhere') : undefined
  const namesBlocked =
    type === undefined
      ? t('step.typeMissing')
      : isApple && values.wifi && values.ssid.trim() === ''
        ? t('step.ssidMissing')
        : acmeServiceOf(values) !== null && values.identifier.trim() === ''
          ? t('step.identifierMissing')
          : problem
  const steps: readonly WizardStep[] = [
    {
      id: 'platform',
      label: t('step.platform'),
      lead: t('step.platformLead'),
      blocked: types.blocked[isApple ? 'apple' : 'file'],
      content: <PlatformStep blocked={types.blocked} offerService={types.offerService} />
    },
    {
      id: 'who',
      label: t('step.who'),
      lead: t('step.whoLead'),
      blocked: values.device.trim() === '' ? t('step.deviceMissing') : undefined,
      content: <WhoStep />
    },
    {
      id: 'names',
      label: t('step.names'),
      lead: t('step.namesLead'),
      blocked: namesBlocked,
      content: <NamesStep values={values} choices={types.choices} profileId={types.profileId} problem={problem} />
    },
    { id: 'send', label: t('step.send'), lead: t('step.sendLead'), content: <SendStep apple={isApple} /> },
    {
      id: 'review',
      label: t('step.review'),
      lead: t('step.reviewLead'),
      content: <LinkSummary values={values} type={type?.label} />
    }
  ]
  const go = async (next: number): Promise<void> => {
    const id = steps[step]?.id ?? ''
    if (next > step && !(await form.trigger(fieldsOf[id] ?? []))) return
    const [only] = types.choices
    // One type needs no choice.
    if (id === 'who' && type === undefined && types.choices.length === 1 && only !== undefined)
      form.setValue(field, only.value)
    setStep(next)
  }
  const language = i18n.language === 'de' ? 'de' : 'en'
  return (
    <FormProvider {...form}>
      <Wizard
        error={apple.error ?? file.error}
        steps={steps}
        current={step}
        onStep={(next) => void go(next)}
        finishLabel={t('new.confirm')}
        busy={apple.isPending || file.isPending}
        onCancel={() => void navigate('/enrolment-links')}
        preview={step === steps.length - 1 ? undefined : <LinkSummary values={values} type={type?.label} />}
        onFinish={() => {
          void form.handleSubmit((all) => {
            const legacy = !isApple && all.encryption === 'legacy'
            const onSuccess = (made: Made['made']): void => {
              props.onMade({ made, legacy })
            }
            if (isApple) apple.mutate(appleInput(all, language), { onSuccess })
            else file.mutate(fileInput(all, language), { onSuccess })
          })()
        }}
      />
    </FormProvider>
  )
}
