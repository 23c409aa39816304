// Lists words of Indian names: titles, short forms, fillers, words for unnamed people, and known given names.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const HONORIFICS = words(`
  shri sri shree shrimati smt smti shrimathi srimati mr mrs ms miss master kumari kum thiru tmt dr prof adv er
  capt col maj lt sir madam janab begum late swami pandit pt sardar`)

/** Words that stand in place of a given name: the person has no name yet, or nobody knows it. */
export const UNNAMED = words(`
  baby babe boy girl infant newborn neonate neonatal stillborn foetus fetus child twin twins triplet triplets first
  second third ii iii of unnamed unknown unidentified nameless noname`)

/** The same in Indian languages, as `romanise` writes them; also in any other spelling with the same sound. */
export const UNNAMED_BY_SOUND = words(`
  bebi pepi shishu shishuvu navjat navajat nabajatak bachcha bachchi ladka ladki ladaka ladaki judwa judavan kuzhantai
  kuzhandai kulandai`)

/** In the name of an unnamed person these words name nobody either. */
export const UNNAMED_BESIDE = words(
  'i ka ki ke no number name mother father male female son daughter new born one two three the',
)

export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  md: 'mohammad',
  mohd: 'mohammad',
  mohammed: 'mohammad',
  muhammad: 'mohammad',
  mohamed: 'mohammad',
  muhammed: 'mohammad',
  sk: 'sheikh',
  shaikh: 'sheikh',
  shaik: 'sheikh',
  kr: 'kumar',
  ku: 'kumari',
  kmr: 'kumar',
  pd: 'prasad',
  sgh: 'singh',
  chowdhury: 'chaudhari',
  choudhury: 'chaudhari',
  chaudhary: 'chaudhari',
  choudhary: 'chaudhari',
  chowdhary: 'chaudhari',
}

/** Behind a name these words tell nobody apart. In front they are the name: Devi Lal, Ram Singh. */
export const FILLERS_BEHIND = words(`
  devi kumar kumari singh bai begum khatun lal bibi kaur ram prasad nath chand ben bhai rani bano khatoon amma khan
  babu das rao reddi reddy ali chandra`)

/** These words tell nobody apart at any position, unless the name has no other word. */
export const FILLERS = words('mohammad sheikh abdul')

/**
 * Given names in common use. Two different names mean two people, also if they look similar (Sunita and Sumita, Anil
 * and Sunil), because parents give such names to twins. A name outside the list counts as a slip if one letter differs.
 */
export const KNOWN_GIVEN_NAMES = words(`
  aakash aarav aarti aasha abdul abhay abhijit abhilash abhinav abhishek adil aditi aditya afreen afsana ahmed
  aishwarya ajay ajit ajith akash akbar akhil akhilesh akshara akshata akshay alka alok aman amar amarjit ambika
  amina amir amit amita amrit amrita amruta anand ananda ananya anant anbu anil anila anish anisha anita anitha
  anjali anjana anju ankit ankita ankur annapurna anshu anshul anu anuj anuja anup anupam anupama anuradha anurag
  anusha anushka aparna apoorva archana arif arjun arman arti arun aruna arvind asha ashish ashok ashwin ashwini
  asif asma atul avinash ayesha ayush babita balaji balakrishnan baldev balram balwant banu basant basanti bela
  bhagwan bhagya bhanu bharat bharati bharathi bhaskar bhavana bhavesh bhavna bhim bhola bhushan bimal bimala bina
  bindu binod bipin birendra brijesh chaitra chameli chanda chandan chandana chander chandra chandrakala chandrakant
  chandrakanta chandran chandrika charan charu chetan chetana chhaya chhote chinmay chitra dayanand deep deepa
  deepak deepali deepika deepti deva devendra devika devraj dhanush dharmendra dheeraj dhruv diksha dilip dimple
  dinesh dinesha dipa dipali dipika dipti divya diya durga dwarka ekta elango farah farhan farida farooq fatima
  firoz gajendra ganesh ganga gaurav gauri gautam gayatri geeta ghanshyam girija girish gita gitanjali gokul gopal
  gopi gopinath gouri govind govinda gulab gulshan guna gurmeet gurpreet hamid hari haribabu harish harish harjit
  harpreet harsh harsha harshad harshit hasan hasina heena hema hemant hemanth hemlata hina hira hitesh hussain ila
  imran indira indra indu iqbal irfan isha ishaan ishita ishwar jagdish jagan jagat jai jamila jamuna janaki jasbir
  jasmine jaswant jatin javed jaya jayant jayanti jayanthi jayashree jayesh jeet jeevan jhansi jitendra joga
  joginder jyoti jyotsna kabir kailash kajal kala kalpana kalyan kalyani kamal kamala kamalesh kamini kamla kanak
  kanchan kanta kanti kapil karan karim karthik karthika kartik karuna kashi kasturi kavita kavitha kavya keerthi
  keshav ketan khushboo khushi kiran kirti kishan kishor kishore komal kripa krishna krishnan krutika kuldeep
  kulwant kumud kunal kunti kusum lakhan lakshman lakshmi lalit lalita lata latha latika lavanya laxman laxmi leela
  leena lekha lila lina lokesh madan madhav madhavi madhu madhuri madhusudan mahadev mahendra mahesh mahima majid
  mala malar malati malini malti mamata mamta manasi mandeep mangal mangala mani manik manish manisha manju manjula
  manjunath manjusha manoj manohar manoj mansi manu maruti maya mayank mayur meena meenakshi meera megha mehul milan
  milind mina minakshi minal mira mitali mohan mohini mohit monika mridula mrinal mubarak mukesh mukta mukul mumtaz
  munna muni murali murugan murthy muthu muthukumar nabin nadeem nagaraj nagesh naina naman namrata nanda nandini
  naresh narayan narendra nasir nasreen natarajan naveen navin navneet nazia neel neela neelam neelima neena neeraj
  neeta neetu neha nikhil nikita nilam nilesh nilima nimisha nina niraj niranjan nirmal nirmala nisar nisha nishant
  nita niteen nitesh nitin nitish nitu nutan om omkar omprakash padma padmaja padmavati pallavi pankaj parag
  paramjit paras parul parvati parvathi parveen parvez pavan pavani pavithra pawan payal phool phoolan pinki pinky
  pooja poonam poornima pradeep prabha prabhakar prabhat prabhu prachi pradip pragati prajwal prakash pramila pramod
  pranav pranay pranita prasad prasanna prashant prashanth prateek pratibha pratima pratiksha praveen pravin preeti
  prem prema premlata preeta prerna priti pritam priya priyanka pune puneet punam punita puran purnima pushpa
  pushpendra qasim rachana rachna radha radhika raghav raghu raghunath rahim rahul raj raja rajan rajani rajat
  rajeev rajendra rajesh rajeshwari rajinder rajiv rajkumar rajni raju rakesh rakhi rakshita ram rama raman ramana
  ramani ramesh rameshwar ramila ramya ranjan ranjana ranjeet ranjit ranjita ranveer rashid rashmi ratan rathna
  ratna raveena ravi ravina ravindra ravish razia reena rehana rekha renu renuka reshma revathi rina rinki rishabh
  rishi rita ritesh ritika ritu riya riyaz rohan rohini rohit roja roli roma roopa roshan roshni rubina ruchi
  ruchika rudra rukmini rupa rupali rupesh rupinder sabina sabita sachin sadhana sagar sahil sahana saima sakshi
  salim salma saman sameer samir sampat sana sandeep sandhya sandip sangeeta sangita sangitha sanjana sanjay sanjeev
  sanjit sanjiv sanjivani sanjota sankar santosh santoshi sapna sarala sarita sarla saroj saroja sarojini sashi
  satish satpal satya satyam saurabh savita savitri sayed seema seeta selvam selvi senthil shabana shabnam shahid
  shailaja shailendra shailesh shakeel shakti shakuntala shalini shama shamim shankar shanta shanthi shanti sharad
  sharada sharda sharmila shashank shashi sheela sheetal shekhar sher shilpa shital shiv shiva shivam shivani shobha
  shraddha shravan shree shreya shruti shubham shweta shyam shyama siddharth sima simran sindhu sita sitaram smita
  sneha snehal sohan sonal sonali sonam sonia sonu sourav srinivas srinivasan sridhar sridevi subhash subodh
  subramanian sudha sudhakar sudhir sudesh sudeep sugandha suhas sujata sujatha sujit sukhdev sukhwinder sulochana
  suman sumant sumit sumita sumitra sumathi sunanda sundar sundari suneeta sunil sunila sunita supriya suraj surekha
  surendra suresh surinder surjit surya sushant sushil sushila sushma suvarna swapna swapnil swarna swati sweta syed
  tabassum tanu tanuja tanvi tapan tara tarun taruna tejas thomas trilok tulsi uday ujjwal uma umesh umesha urmila
  usha uttam vaibhav vaishali vandana vani vanita varsha varun vasant vasanti vasanthi vasu vasudev veena veer veeru
  venkat venkatesh vibha vidya vijay vijaya vikas vikram vikrant vimal vimala vinay vinaya vinayak vineet vinita
  vinod vinoda vipin vipul virendra vishal vishnu vishwanath vivek waseem yamini yash yashoda yashwant
  yogendra yogesh yogita yusuf zahid zakir zara zarina zoya`)

/** Given names that are family names too, so they do not show which word of a name is the given one. */
export const GIVEN_AND_FAMILY_NAMES = words(`
  ahmed akbar amin anand ananda arya asif bala balakrishnan baldev bharati bharathi bhim bose chand chandra chandran
  deep deva dev dutta gandhi ganesh ganga giri gopal gopinath goswami gupta hari hasan hussain iqbal ishwar jagan
  karan krishna krishnan lal lakshman laxman mahadev mahato malik mani manik mohan mohandas murthy muthu naidu nanda
  narayan nath natarajan om prabhakar prabhu prakash prasad prasanna pujari raj raja rajan rajendra raju ram rama raman
  ramana rani ranjan rao ratan reddy roshan roy sagar saha sahil samir sankar sarkar shakti shankar sharda sharma
  sheikh sher shiva singh sridhar subramanian sundar surya swamy syed thomas tulsi uday varma venkatesh vishwanath
  yadav`)
