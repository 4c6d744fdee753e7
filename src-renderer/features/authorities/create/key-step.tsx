import { useEffect, type ReactElement } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import {
  isKeyAlgorithmId,
  keyAlgorithmIds,
  keyAlgorithms,
  signatureAlgorithms,
  signatureChoices,
  signatureFitsKey,
  type SignatureAlgorithmId
} from '../../../../src-shared/model/algorithm.ts'
import { CardChoice } from '../../../ui/form/card-choice.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { useMay } from '../../../state/session.tsx'
import type { CreateValues } from './create-values.ts'
import { TokenKeyFields, useAlgorithmsToMake } from './token-key-fields.tsx'

/** Where the key lies, its algorithm with advice in words, and how the authority signs. */
export function KeyStep(): ReactElement {
  const { t } = useTranslation('authorities')
  const { setValue } = useFormContext<CreateValues>()
  const [key, kind, chosen, place] = useWatch<CreateValues, ['key', 'kind', 'signatureAlgorithm', 'place']>({
    name: ['key', 'kind', 'signatureAlgorithm', 'place']
  })
  const mayUseTokens = useMay('token.use')
  const makes = useAlgorithmsToMake()
  const choices: readonly SignatureAlgorithmId[] = isKeyAlgorithmId(key) ? signatureChoices(key) : []
  // A signature that another key could make is not kept when the key changes.
  const fits =
    chosen === null ||
    (isKeyAlgorithmId(key) &&
      choices.some((id) => id === chosen && signatureFitsKey(id, { kind: keyAlgorithms[key].kind, id: key })))
  useEffect(() => {
    if (!fits) setValue('signatureAlgorithm', null)
  }, [fits, setValue])
  return (
    <>
      <CardChoice
        name="place"
        label={t('keyPlace.label')}
        columns={2}
        cards={[
          { value: 'vault', label: t('keyPlace.vault'), hint: t('keyPlace.vaultHint') },
          {
            value: 'token',
            label: t('keyPlace.token'),
            hint: t('keyPlace.tokenHint'),
            blocked: mayUseTokens ? undefined : t('keyPlace.mayNot')
          }
        ]}
      />
      {place === 'token' && <TokenKeyFields />}
      {(place === 'vault' || makes !== null) && (
        <CardChoice
          name="key"
          label={t('step.key')}
          columns={2}
          cards={keyAlgorithmIds
            .filter((id) => place === 'vault' || makes?.includes(id) === true)
            .map((id) => ({ value: id, label: keyAlgorithms[id].label, hint: t(`keyAdvice.${id}`) }))}
        />
      )}
      {kind !== 'under' && choices.length > 1 && (
        <SelectInput
          name="signatureAlgorithm"
          label={t('field.signature')}
          help={t('create.signatureHelp')}
          emptyIsNull
          choices={[
            { value: '', label: t('field.signatureDefault') },
            ...choices.map((value) => ({ value, label: signatureAlgorithms[value].label }))
          ]}
        />
      )}
    </>
  )
}
