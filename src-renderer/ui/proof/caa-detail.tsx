import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { caaMode } from '../../../src-shared/model/validation.ts'
import { DefinitionList } from '../display/definition-list.tsx'
import { Mono } from '../display/mono.tsx'
import { QuietTable } from '../display/quiet-table.tsx'
import { Part } from './part.tsx'

const schema = z.object({
  mode: caaMode,
  foundAt: z.string().nullable(),
  records: z.array(z.object({ flags: z.number(), tag: z.string(), value: z.string() })),
  iodef: z.array(z.string()),
  identities: z.array(z.string()),
  accountUri: z.string().nullable(),
  validationMethod: z.string().nullable()
})

/** The records that decided, where they stood, and what they were compared with. */
export function CaaDetail({ detail }: { readonly detail: unknown }): ReactElement | null {
  const { t } = useTranslation('ui')
  const read = schema.safeParse(detail)
  if (!read.success) return null
  const { mode, foundAt, records, iodef, identities, accountUri, validationMethod } = read.data
  return (
    <Part title={t('evidence.caa.title')}>
      <>
        <DefinitionList
          termWidth={140}
          items={[
            { term: t('evidence.caa.found'), value: foundAt ?? t('evidence.caa.nowhere') },
            {
              term: t('evidence.caa.identities'),
              value: identities.length === 0 ? t('evidence.caa.noIdentities') : identities.join(', ')
            },
            { term: t('evidence.caa.mode'), value: t(`evidence.caa.modes.${mode}`) },
            { term: t('evidence.caa.account'), value: accountUri },
            { term: t('evidence.caa.proven'), value: validationMethod },
            { term: t('evidence.caa.iodef'), value: iodef.join(', ') }
          ]}
        />
        {records.length > 0 && (
          <QuietTable
            label={t('evidence.caa.title')}
            head={[t('evidence.caa.flags'), t('evidence.caa.tag'), t('evidence.caa.value')]}
            rows={records.map(({ flags, tag, value }, index) => ({
              key: index,
              cells: [flags, tag, <Mono key="value" value={value === '' ? '""' : value} grouped={false} copy={false} />]
            }))}
          />
        )}
      </>
    </Part>
  )
}
