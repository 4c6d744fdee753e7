import { useEffect, type ReactElement } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { CardChoice, type Card } from '../../ui/form/card-choice.tsx'
import type { WizardMethod } from './wizard-form.ts'

/** Which kind of proof; what cannot be chosen says why. */
export function MethodStep(props: { readonly mail: boolean; readonly chosen: WizardMethod }): ReactElement {
  const { t } = useTranslation('domains')
  const { setValue } = useFormContext()
  const { mail, chosen } = props
  const staff = useMay('organization.edit')
  const mayReadSettings = useMay('settings.read')
  const settings = useRead('settings.show', {}, { enabled: mail && mayReadSettings })
  const noMailServer = settings.data !== undefined && settings.data.settings.mailServer === null
  useEffect(() => {
    // A name of another kind takes other proofs: the form follows.
    setValue('method', chosen)
  }, [setValue, chosen])
  const onlyStaff = staff ? undefined : t('wizard.method.staff')
  const cards: readonly Card[] = mail
    ? [
        {
          value: 'token',
          label: t('wizard.method.token'),
          hint: t('wizard.method.tokenHint'),
          blocked: noMailServer ? t('wizard.method.noMail') : undefined
        },
        {
          value: 'hand-over',
          label: t('wizard.method.handOver'),
          hint: t('wizard.method.handOverHint'),
          blocked: onlyStaff
        }
      ]
    : [
        { value: 'txt', label: t('wizard.method.txt'), hint: t('wizard.method.txtHint') },
        { value: 'file', label: t('wizard.method.file'), hint: t('wizard.method.fileHint') },
        {
          value: 'operator',
          label: t('wizard.method.operator'),
          hint: t('wizard.method.operatorHint'),
          blocked: onlyStaff
        }
      ]
  return <CardChoice name="method" label={t('wizard.method.label')} cards={cards} />
}
