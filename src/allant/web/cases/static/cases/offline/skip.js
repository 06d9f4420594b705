// The skip logic of a questionnaire, as `allant.questionnaire.form_state` has it; a test compares both on random answers.
export function formState(questions, answers) {
  const counted = new Map();
  const locked = new Set();
  for (const { code, skip } of questions) {
    if (skip && skip.when.some(([gate, options]) => options.includes(counted.get(gate)))) {
      locked.add(code);
      counted.set(code, skip.counts_as);
    } else if (answers[code]) {
      counted.set(code, answers[code]);
    }
  }
  return { counted: Object.fromEntries(counted), locked };
}
