import { shallowRef } from 'vue'

export type SubjectKind = 'note' | 'comment' | 'user' | 'topic' | 'board' | 'product' | 'store' | 'review'

/** What a report is about. */
export interface ReportSubject {
  kind: SubjectKind
  id: string
}

/** The subject that the report sheet is open for. */
export const reportSubject = shallowRef<ReportSubject | null>(null)

/** Opens the report sheet, from anywhere. */
export function requestReport(subject: ReportSubject): void {
  reportSubject.value = subject
}
