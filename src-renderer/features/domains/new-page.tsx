import { useState, type ReactElement } from 'react'
import { FormProvider, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import type { Mailbox } from '../../../src-shared/model/validation.ts'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { Wizard, type WizardStep } from '../../ui/form/wizard.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { actStep } from './act-step.tsx'
import { MethodStep } from './method-step.tsx'
import { NameStep } from './name-step.tsx'
import { isMailAddress, methodFor, nameProblem, wizardForm, type WizardForm } from './wizard-form.ts'
import { WizardResult } from './wizard-result.tsx'

/** What came of a wizard: a domain or a mailbox, with what was seen. */
export type Made =
  | { readonly kind: 'domain'; readonly result: Output<'domain.verify'> }
  | { readonly kind: 'mailbox'; readonly result: Output<'mailbox.verify'> }

/** Started proof that waits for something: a publication to be seen, or a token to come back. */
export type Started =
  | { readonly kind: 'domain'; readonly domain: Output<'domain.add'>['domain'] }
  | { readonly kind: 'mailbox'; readonly mailbox: Mailbox; readonly token: string | null }

/** From a name to its proof: how, what to publish, and what was seen. */
export function NewDomainPage(): ReactElement {
  const { t } = useTranslation('domains')
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const given = params.get('name') ?? ''
  const again = given !== ''
  // From the review of a request, which waits one step back.
  const back = params.get('for') === 'request' ? (): void => void navigate(-1) : undefined
  const [step, setStep] = useState(again ? 1 : 0)
  const [started, setStarted] = useState<Started | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const add = useCommand('domain.add')
  const addMailbox = useCommand('mailbox.add')
  const authorize = useCommand('domain.authorize')
  const form = useSchemaForm(wizardForm, {
    name: given,
    organization: params.get('organization'),
    method: methodFor(given, params.get('method') ?? 'txt'),
    basis: '',
    until: null
  })
  const values: WizardForm = { ...form.getValues(), ...useWatch({ control: form.control }) }
  const name = values.name.trim()
  const mail = isMailAddress(name)
  const problem = nameProblem(name)
  const wrong = problem === undefined ? undefined : t(`wizard.name.wrong.${problem}`)
  const method = methodFor(name, values.method)
  const where = values.organization === null ? {} : { organization: Number(values.organization) }
  const start = (): void => {
    const next = (one: Started): void => {
      setStarted(one)
      setStep(2)
    }
    if (method === 'operator') {
      setStarted(null)
      setStep(2)
    } else if (method === 'token' || method === 'hand-over')
      addMailbox.mutate(
        { address: name, handOver: method === 'hand-over', ...where },
        {
          onSuccess: (answer) => {
            next({ kind: 'mailbox', ...answer })
          }
        }
      )
    else
      add.mutate(
        { name, method, ...where },
        {
          onSuccess: ({ domain }) => {
            next({ kind: 'domain', domain })
          }
        }
      )
  }
  const act = actStep(t, method, started, setMade)
  const steps: readonly WizardStep[] = [
    {
      id: 'name',
      label: t('wizard.name.step'),
      lead: t('wizard.name.lead'),
      blocked: name === '' ? t('wizard.name.need') : wrong,
      content: <NameStep problem={wrong} />
    },
    {
      id: 'method',
      label: t('wizard.method.step'),
      lead: t('wizard.method.lead'),
      content: (
        <>
          <MethodStep mail={mail} chosen={method} />
          <ErrorView error={add.error ?? addMailbox.error} />
        </>
      )
    },
    {
      ...act,
      blocked:
        method === 'operator' && values.basis.trim().length >= 3
          ? undefined
          : (act.blocked ?? t('wizard.act.needProof')),
      content: (
        <>
          {act.content}
          <ErrorView error={authorize.error} />
        </>
      )
    }
  ]
  const title = again ? t('wizard.again', { name: given }) : t('wizard.title')
  if (made !== null)
    return (
      <Page title={title} width="form">
        <WizardResult made={made} onBack={back} />
      </Page>
    )
  const decide = (): void => {
    authorize.mutate(
      { name, basis: values.basis.trim(), ...where, ...(values.until === null ? {} : { until: values.until }) },
      {
        onSuccess: (result) => {
          setMade({ kind: 'domain', result })
        }
      }
    )
  }
  return (
    <FormProvider {...form}>
      <Page title={title} width="wizard">
        <Wizard
          steps={steps}
          current={step}
          onStep={(next) => {
            if (step === 1 && next === 2) start()
            else setStep(next)
          }}
          onFinish={decide}
          finishLabel={t(method === 'operator' ? 'wizard.act.authorize' : 'ui:next')}
          busy={add.isPending || addMailbox.isPending || authorize.isPending}
          onCancel={back ?? (() => void navigate('/domains'))}
        />
      </Page>
    </FormProvider>
  )
}
